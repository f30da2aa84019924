import { beforeEach, expect, it } from "vitest";
import { sqlPool } from "@/lib/db/client";
import { updateSubscription } from "@/lib/subscriptions/update";
import { sinkForTest } from "@/lib/testing/sender";
import type { Sink } from "@/lib/testing/sink";
import { createTenant, type Tenant } from "@/lib/testing/tenant";
import { deliveryRow, publishMany, webhookTo } from "@/lib/testing/webhooks";
import { deliverDue } from "./deliver";
import { deliverWaiting } from "./deliver-waiting";
import { flightCount, flightsEnded } from "./flights";

const EVENTS = 60;
const ROUNDS = 12;

let tenant: Tenant;
let sink: Sink;
let destinationId: string;
beforeEach(async () => {
  tenant = await createTenant();
  sink = await sinkForTest();
  destinationId = await webhookTo(tenant, sink.url);
});

const setActive = (active: boolean) => updateSubscription(tenant.ctx, destinationId, { active });

async function stranded(): Promise<number> {
  const { rows } = await sqlPool().query<{ count: number }>(
    `SELECT count(*)::int AS count FROM deliveries
     WHERE status IN ('pending', 'retrying') AND due_at IS NULL AND leased_until IS NULL`,
  );
  return rows[0]?.count ?? -1;
}

// A generator of its own, so that a round that fails can be run again.
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return Math.floor((state / 2 ** 31) * sides);
  };
}

it("strands nothing, whatever the order of pauses, resumptions, wake-ups and looks", async () => {
  const roll = dice(20261127);
  const ids = await publishMany(tenant, EVENTS);
  const some = () => ids.filter(() => roll(10) === 0);
  const moves = [
    () => setActive(false),
    () => setActive(true),
    () => deliverDue({ attempt: 0, deliveries: { [destinationId]: some() } }),
    () => deliverDue({ attempt: 0, deliveries: { [destinationId]: some() } }),
    () => deliverWaiting({ destinationId }),
  ];
  for (let round = 0; round < ROUNDS; round++) {
    const chosen = Array.from({ length: 4 }, () => moves[roll(moves.length)]);
    await Promise.all(chosen.map((move) => move?.()));
    expect(await stranded()).toBe(0);
  }
  await setActive(true);
  await expect
    .poll(async () => {
      await deliverWaiting({ destinationId });
      return (await Promise.all(ids.map(deliveryRow))).filter(({ status }) => status !== "delivered").length;
    })
    .toBe(0);
  await flightsEnded(10_000);
  expect(flightCount()).toBe(0);
  expect(sink.requests).toHaveLength(EVENTS);
});

it("sends nothing while paused, by name or by look, and all of it after", async () => {
  const ids = await publishMany(tenant, 3);
  await setActive(false);
  await deliverDue({ attempt: 0, deliveries: { [destinationId]: ids } });
  await deliverWaiting({ destinationId });
  expect(sink.requests).toHaveLength(0);
  for (const id of ids) expect(await deliveryRow(id)).toMatchObject({ status: "pending", dueAt: expect.any(Date) });
  await setActive(true);
  await deliverWaiting({ destinationId });
  await sink.waitForCount(3);
  await flightsEnded(10_000);
  expect(sink.requests).toHaveLength(3);
});
