import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { sqlPool } from "@/lib/db/client";
import { heldAnswers } from "@/lib/testing/held-answers";
import { afterTest, sinkForTest } from "@/lib/testing/sender";
import type { Sink } from "@/lib/testing/sink";
import { createTenant, type Tenant } from "@/lib/testing/tenant";
import { attemptRows, deliveryRow, publishMany, webhookTo } from "@/lib/testing/webhooks";
import {
  beginFlight,
  bytesLeft,
  FLIGHT_BYTES_MAX,
  flightCount,
  flightsEnded,
  flightsTo,
  mayStart,
  renewFlights,
} from "./flights";
import { type Claimed, claimNamed, LEASE_MS } from "./lease";
import { startAttempts } from "./start-attempts";
import { takePlaces } from "./window";

let tenant: Tenant;
let sink: Sink;
beforeEach(async () => {
  tenant = await createTenant();
  sink = await sinkForTest();
});
afterEach(async () => {
  vi.useRealTimers();
  await flightsEnded(10_000);
});

async function claimed(count = 1): Promise<Claimed[]> {
  await webhookTo(tenant, sink.url);
  const ids = await publishMany(tenant, count);
  const all = await claimNamed({ ids, attempt: 0, bytesMax: FLIGHT_BYTES_MAX });
  takePlaces(all[0]?.destinationId ?? "", all.length);
  return all;
}

const change = (id: string, set: string) => sqlPool().query(`UPDATE deliveries SET ${set} WHERE id = $1`, [id]);
const secondsLeft = async (id: string) =>
  ((await deliveryRow(id)).leasedUntil?.getTime() ?? 0) / 1_000 - Date.now() / 1_000;

// The process stands still: its clocks go on, nothing of it does.
function frozenFor(ms: number): void {
  const steady = performance.now.bind(performance);
  const clock = vi.spyOn(performance, "now").mockImplementation(() => steady() + ms);
  afterTest(async () => clock.mockRestore());
}

describe("a delivery in hand", () => {
  it("has its lease renewed every few seconds, for as long as its receiver takes", async () => {
    const held = heldAnswers();
    sink.answer(held.answer);
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
    const [one] = await claimed();
    if (!one) throw new Error("Nothing was claimed.");
    await startAttempts([one]);
    await sink.waitForCount(1);
    for (let round = 0; round < 3; round++) {
      await change(one.id, "leased_until = now() + interval '1 second'");
      vi.advanceTimersByTime(LEASE_MS / 2);
      await expect.poll(() => secondsLeft(one.id)).toBeGreaterThan(15);
    }
    held.release();
    await flightsEnded(10_000);
    expect(await deliveryRow(one.id)).toMatchObject({ status: "delivered", lease: null });
  });

  it("may start later when its lease was renewed, and not at all when that was lost", async () => {
    const [mine, lost] = await claimed(2);
    if (!mine || !lost) throw new Error("Not all were claimed.");
    await change(lost.id, "lease = 'another'");
    const flights = [mine, lost].map((one) => beginFlight({ ...one, leaseEndsAt: performance.now() + 100, bytes: 1 }));
    expect(flights.map(mayStart)).toEqual([false, false]);
    await renewFlights();
    expect(flights.map(mayStart)).toEqual([true, false]);
    for (const flight of flights) flight.end();
  });

  it("is not sent when its process stood still for longer than the lease", async () => {
    const [one] = await claimed();
    if (!one) throw new Error("Nothing was claimed.");
    await change(one.id, "lease = 'another'");
    const started = await startAttempts([one], { inMs: [200] });
    frozenFor(LEASE_MS);
    await Promise.all(started.map(({ ended }) => ended));
    expect(sink.requests).toHaveLength(0);
    expect(await attemptRows(one.id)).toEqual([]);
    expect(await deliveryRow(one.id)).toMatchObject({ lease: "another", attemptCount: 0 });
  });

  it("is sent, and its answer left unrecorded, when the lease is lost in between", async () => {
    const held = heldAnswers();
    sink.answer(held.answer);
    const [one] = await claimed();
    if (!one) throw new Error("Nothing was claimed.");
    const started = await startAttempts([one]);
    await sink.waitForCount(1);
    await change(one.id, "lease = 'another'");
    held.release(500);
    await Promise.all(started.map(({ ended }) => ended));
    expect(await attemptRows(one.id)).toEqual([]);
    expect(await deliveryRow(one.id)).toMatchObject({ lease: "another", status: "pending", attemptCount: 0 });
  });

  it("counts in what the process holds until it ends", async () => {
    const [one] = await claimed();
    if (!one) throw new Error("Nothing was claimed.");
    const flight = beginFlight({ ...one, bytes: 1_000 });
    expect(bytesLeft()).toBe(FLIGHT_BYTES_MAX - 1_000);
    expect([flightCount(), flightsTo(one.destinationId)]).toEqual([1, [one.id]]);
    flight.end();
    flight.end();
    expect(bytesLeft()).toBe(FLIGHT_BYTES_MAX);
    expect([flightCount(), flightsTo(one.destinationId)]).toEqual([0, []]);
  });
});
