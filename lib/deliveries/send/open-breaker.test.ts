import { beforeEach, describe, expect, it, vi } from "vitest";
import { sqlPool, workPool } from "@/lib/db/client";
import { PROBE_AFTER_MS_MAX } from "@/lib/destinations/breaker";
import { attemptNow } from "@/lib/testing/attempt-now";
import { afterTest, sinkForTest } from "@/lib/testing/sender";
import type { Sink } from "@/lib/testing/sink";
import { createTenant, type Tenant } from "@/lib/testing/tenant";
import { deliveryRow, publishMany, webhookRow, webhookTo } from "@/lib/testing/webhooks";
import { SECOND_MS } from "@/lib/time";
import { deliverWaiting } from "./deliver-waiting";
import { flightsEnded } from "./flights";
import { healthWritten } from "./write-health";

let tenant: Tenant;
let sink: Sink;
let id: string;
beforeEach(async () => {
  tenant = await createTenant();
  sink = await sinkForTest();
  id = await webhookTo(tenant, sink.url);
});

const change = (set: string) => sqlPool().query(`UPDATE destinations SET ${set} WHERE id = $1`, [id]);
// Not now: the column rounds to milliseconds, which may lie ahead for a moment.
const PAST = "now() - interval '1 second'";
// As another process did.
const open = (probeIn = "-1 second") =>
  change(`breaker_opened_at = now(), breaker_reason = 'dead', breaker_probe_at = now() + interval '${probeIn}'`);
const isOpen = async () => (await webhookRow(id)).breakerOpenedAt !== null;

async function look(times = 1): Promise<void> {
  await Promise.all(Array.from({ length: times }, () => deliverWaiting({ destinationId: id })));
  await flightsEnded(10_000);
  await healthWritten();
}

describe("a destination that fails like a dead host", () => {
  it("has its breaker opened, and what waits loses no attempt while it is open", async () => {
    sink.answer({ status: 503 });
    const ids = await publishMany(tenant, 40);
    await expect.poll(() => look().then(isOpen)).toBe(true);
    const received = sink.requests.length;
    expect(received).toBeGreaterThanOrEqual(10);
    await attemptNow(...ids);
    await look();
    expect(sink.requests).toHaveLength(received);
    const waiting = (await Promise.all(ids.map(deliveryRow))).filter(({ attemptCount }) => attemptCount === 0);
    expect(waiting).toHaveLength(40 - received);
    const unharmed = { status: "pending", lease: null, sparedCount: 0, dueAt: expect.any(Date) };
    for (const row of waiting) expect(row).toMatchObject(unharmed);
  });

  it("is counted once a second at most while it lately took something, and its breaker opens all the same", async () => {
    await attemptNow(...(await publishMany(tenant)));
    sink.answer({ status: 503 });
    const query = vi.spyOn(workPool(), "query");
    afterTest(async () => query.mockRestore());
    const startedAt = performance.now();
    await expect
      .poll(async () => {
        await attemptNow(...(await publishMany(tenant, 5)));
        return isOpen();
      })
      .toBe(true);
    const counts = query.mock.calls.filter(([sql]) => String(sql).includes("breaker_reason = t.dead"));
    expect(counts.length).toBeLessThanOrEqual((performance.now() - startedAt) / 1_000 + 2);
  });

  it("is sent nothing by a process that did not see it fail", async () => {
    await open("1 minute");
    const ids = await publishMany(tenant, 3);
    await attemptNow(...ids);
    expect(sink.requests).toHaveLength(0);
  });
});

describe("an open breaker", () => {
  it("lets one probe through, the oldest, however many look and in however many processes", async () => {
    sink.answer({ status: 503, delayMs: 100 });
    const [first = ""] = await publishMany(tenant, 10);
    await open();
    // A copy of the modules knows as little of the other's looks as another process would.
    vi.resetModules();
    const copy = await import("./deliver-waiting");
    expect(copy.deliverWaiting).not.toBe(deliverWaiting);
    await Promise.all([look(3), ...Array.from({ length: 3 }, () => copy.deliverWaiting({ destinationId: id }))]);
    await look();
    expect(sink.requests.map(({ headers }) => headers["x-atelyaos-delivery"])).toEqual([first]);
  });

  it("is probed ever more seldom while the probes fail, and the delivery loses none of its attempts", async () => {
    sink.answer({ status: 503 });
    const [delivery = ""] = await publishMany(tenant);
    await open();
    const waits: number[] = [];
    for (let failed = 1; failed <= 6; failed++) {
      await change(`breaker_probe_at = ${PAST}`);
      const askedAt = Date.now();
      await look();
      waits.push(((await webhookRow(id)).breakerProbeAt?.getTime() ?? 0) - askedAt);
      expect(await deliveryRow(delivery)).toMatchObject({
        attemptCount: failed,
        sparedCount: failed,
        status: "retrying",
      });
    }
    const seconds = [60, 120, 240, 480, PROBE_AFTER_MS_MAX / SECOND_MS, PROBE_AFTER_MS_MAX / SECOND_MS];
    waits.forEach((waitMs, index) => {
      const overMs = waitMs - (seconds[index] ?? 0) * SECOND_MS;
      expect(overMs).toBeGreaterThan(-100);
      expect(overMs).toBeLessThan(10_000);
    });
  });

  it("closes with the first success, and what waited goes out", async () => {
    const ids = await publishMany(tenant, 3);
    await open();
    await look();
    const closed = { breakerOpenedAt: null, breakerReason: null, breakerProbeAt: null, breakerProbes: 0 };
    expect(await webhookRow(id)).toMatchObject({ ...closed, breakerClosedAt: expect.any(Date) });
    expect(sink.requests).toHaveLength(1);
    await expect.poll(() => look().then(() => sink.requests.length)).toBe(3);
    for (const row of await Promise.all(ids.map(deliveryRow))) expect(row).toMatchObject({ status: "delivered" });
  });

  it.each(["resend", "replay"])("closes with the success of any delivery: a %s", async (origin) => {
    await publishMany(tenant);
    await sqlPool().query("UPDATE deliveries SET origin = $2 WHERE destination_id = $1", [id, origin]);
    await open();
    await look();
    expect(sink.requests).toHaveLength(1);
    expect(await isOpen()).toBe(false);
  });

  it("stays open when the probe could not even be sent", async () => {
    const { urlSealed } = await webhookRow(await webhookTo(tenant, sink.url));
    const ids = await publishMany(tenant);
    await sqlPool().query("UPDATE destinations SET url_sealed = $2 WHERE id = $1", [id, urlSealed]);
    await open();
    await look();
    expect(sink.requests).toHaveLength(0);
    expect(ids).toHaveLength(2);
    expect(await webhookRow(id)).toMatchObject({ breakerOpenedAt: expect.any(Date), breakerProbes: 0 });
  });

  it.each(["paused_at", "disabled_at"])("is not probed at a destination with %s", async (column) => {
    await publishMany(tenant);
    await open();
    await change(`${column} = now()`);
    const { breakerProbeAt } = await webhookRow(id);
    await look();
    expect(sink.requests).toHaveLength(0);
    expect((await webhookRow(id)).breakerProbeAt).toEqual(breakerProbeAt);
  });

  it("waits for the patience that was asked for, however long ago its probe fell due", async () => {
    await publishMany(tenant);
    await open();
    await change("held_until = now() + interval '1 minute'");
    await look();
    expect(sink.requests).toHaveLength(0);
    await change(`held_until = ${PAST}`);
    await look();
    expect(sink.requests).toHaveLength(1);
  });

  it("is probed by the next delivery when nothing waited at the probe's time", async () => {
    await open();
    await look();
    const ids = await publishMany(tenant);
    await attemptNow(...ids);
    expect(sink.requests).toHaveLength(1);
    expect(await isOpen()).toBe(false);
  });
});
