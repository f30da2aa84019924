import { beforeAll, expect, it } from "vitest";
import { sqlPool } from "@/lib/db/client";
import { sweepDue } from "@/lib/deliveries/sweep";
import { pretendDatabaseStart } from "@/lib/testing/database-start";
import { killDelivering, startDelivering } from "@/lib/testing/delivering-processes";
import { heldAnswers } from "@/lib/testing/held-answers";
import { sinkForTest } from "@/lib/testing/sender";
import type { Sink } from "@/lib/testing/sink";
import { createTenant } from "@/lib/testing/tenant";
import { attemptRows, deliveryRow, publishMany, webhookTo } from "@/lib/testing/webhooks";
import { HOUR_MS } from "@/lib/time";

const PER_SECOND = 10;
const EVENTS = 30;

beforeAll(async () => {
  await pretendDatabaseStart();
});

const received = (sink: Sink) => new Set(sink.requests.map(({ headers }) => headers["x-atelyaos-delivery"]));

it("holds a limit over two processes, one of which has a clock that is an hour off", async () => {
  const [tenant, sink] = [await createTenant(), await sinkForTest()];
  await webhookTo(tenant, sink.url, { rate_limit_per_second: PER_SECOND });
  await Promise.all([startDelivering(), startDelivering({ clockShiftMs: -HOUR_MS })]);
  const ids = await publishMany(tenant, EVENTS);
  const requests = await sink.waitForCount(EVENTS, { timeoutMs: 15_000 });
  expect(received(sink)).toEqual(new Set(ids));
  const times = requests.map(({ receivedAt }) => receivedAt);
  expect((times.at(-1) ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(((EVENTS - 1) / PER_SECOND) * 1_000 * 0.9);
  await expect.poll(async () => (await deliveryRow(ids.at(-1) ?? "")).status).toBe("delivered");
  expect(sink.requests).toHaveLength(EVENTS);
});

it("loses nothing when one of two processes is killed, and sends again only what that one had in flight", async () => {
  const [tenant, sink] = [await createTenant(), await sinkForTest()];
  const held = heldAnswers();
  sink.answer(held.answer);
  await webhookTo(tenant, sink.url);
  const first = await startDelivering();
  const ids = await publishMany(tenant, EVENTS);
  const [killedWith] = await sink.waitForCount(1);
  await startDelivering();
  await killDelivering(first);
  const inFlight = received(sink);
  held.release();
  // The time of a lease, at once: nobody renews those of the dead.
  await sqlPool().query("UPDATE deliveries SET leased_until = now() - interval '1 second' WHERE lease IS NOT NULL");
  const delivered = async () => {
    await sweepDue({ graceMs: 0 });
    return (await Promise.all(ids.map(deliveryRow))).filter(({ status }) => status === "delivered").length;
  };
  await expect.poll(delivered).toBe(EVENTS);
  const timesOf = (id?: string) => sink.requests.filter(({ headers }) => headers["x-atelyaos-delivery"] === id).length;
  expect(timesOf(killedWith?.headers["x-atelyaos-delivery"])).toBe(2);
  for (const id of ids) {
    expect(await attemptRows(id)).toHaveLength(1);
    expect(timesOf(id)).toBeLessThanOrEqual(inFlight.has(id) ? 2 : 1);
  }
});
