import { beforeEach, describe, expect, it, vi } from "vitest";
import { inngest } from "@/inngest/client";
import type { DeliveriesDue } from "@/inngest/events";
import { clockNow } from "@/lib/clock";
import { sqlPool } from "@/lib/db/client";
import { newId } from "@/lib/ids";
import { heldAnswers } from "@/lib/testing/held-answers";
import { afterTest, sinkForTest } from "@/lib/testing/sender";
import { createTenant, type Tenant } from "@/lib/testing/tenant";
import { NOWHERE, publishMany, webhookTo } from "@/lib/testing/webhooks";
import { deliverDue } from "./deliver";
import { deliverWaiting } from "./deliver-waiting";
import { flightsEnded } from "./flights";
import { LEASE_MS } from "./lease";
import { wakeIn, wakeWhenDue } from "./wake-in";
import { whyNot } from "./why-not";

type Event = { ts?: number; data: Partial<DeliveriesDue> & { destinationId?: string } };

let sent: Event[] = [];
let tenant: Tenant;
beforeEach(async () => {
  tenant = await createTenant();
  sent = [];
  const send = vi.spyOn(inngest, "send").mockImplementation(async (events) => {
    sent.push(...(events as Event[]));
    return { ids: [] };
  });
  return () => send.mockRestore();
});

const change = (set: string, ids: readonly string[]) =>
  sqlPool().query(`UPDATE deliveries SET ${set} WHERE id = ANY($1)`, [ids]);

describe("wakeIn", () => {
  it("asks once for however many find that a destination takes nothing now, and again for an earlier moment", async () => {
    const id = newId("subscription");
    for (let n = 0; n < 5; n++) await wakeIn(id, 60_000 + n);
    expect(sent).toHaveLength(1);
    await wakeIn(id, 5_000);
    expect(sent.map(({ data }) => data.destinationId)).toEqual([id, id]);
    const [later, earlier] = sent.map(({ ts = 0 }) => ts - clockNow());
    expect(later).toBeGreaterThan(55_000);
    expect(earlier).toBeLessThan(5_001);
  });

  it("asks again once the look that was asked for has come", async () => {
    const id = newId("subscription");
    await wakeIn(id, 1);
    await expect.poll(() => wakeIn(id, 60_000).then(() => sent.length)).toBe(2);
  });
});

describe("wakeWhenDue", () => {
  it("asks once for attempts of a destination that fall due together, and never before they do", async () => {
    const [one, other] = [newId("subscription"), newId("subscription")];
    const base = Math.ceil(clockNow() / 1_000) * 1_000 + 5_000;
    const at = (destinationId: string, ms: number) => ({ destinationId, dueAt: new Date(base + ms) });
    await wakeWhenDue([at(one, 1), at(one, 100), at(other, 250), at(one, 250), at(one, 251)]);
    await wakeWhenDue([at(one, 30), at(one, 499), at(one, 800)]);
    expect(sent.map(({ data, ts = 0 }) => [data.destinationId, ts - base])).toEqual([
      [one, 250],
      [other, 250],
      [one, 500],
      [one, 1_000],
    ]);
  });
});

describe("an attempt that outlasts its run", () => {
  it("is looked for after its lease, in case its process dies", async () => {
    const [sink, held] = [await sinkForTest(), heldAnswers()];
    sink.answer(held.answer);
    afterTest(async () => held.release());
    const destinationId = await webhookTo(tenant, sink.url);
    const [id = ""] = await publishMany(tenant);
    sent = [];
    await deliverDue({ attempt: 0, deliveries: { [destinationId]: [id] } });
    expect(sent).toMatchObject([{ data: { attempt: 0, deliveries: { [destinationId]: [id] } } }]);
    expect((sent[0]?.ts ?? 0) - clockNow()).toBeGreaterThan(LEASE_MS - 1_000);
    held.release();
    await flightsEnded(10_000);
  });
});

describe("a look that comes a moment too early", () => {
  it.each([
    ["at a limited destination", "rate_limit_per_second = 10"],
    ["for a probe", "breaker_opened_at = now(), breaker_probe_at = now() - interval '1 second'"],
  ])("is made again when something is due: %s", async (_, set) => {
    const destinationId = await webhookTo(tenant, NOWHERE);
    const ids = await publishMany(tenant);
    await change("due_at = now() + interval '700 milliseconds'", ids);
    await sqlPool().query(`UPDATE destinations SET ${set} WHERE id = $1`, [destinationId]);
    sent = [];
    await deliverWaiting({ destinationId });
    expect(sent).toMatchObject([{ data: { destinationId } }]);
    const inMs = (sent[0]?.ts ?? 0) - clockNow();
    expect(inMs).toBeLessThan(701);
    expect(inMs).toBeGreaterThan(-2_000);
  });

  it("is made again after the leases of others, though it found something too", async () => {
    const sink = await sinkForTest();
    const destinationId = await webhookTo(tenant, sink.url);
    const [held = ""] = await publishMany(tenant, 3);
    await change("lease = 'a dead process', leased_until = now() + interval '9 seconds'", [held]);
    sent = [];
    await deliverWaiting({ destinationId });
    await flightsEnded(10_000);
    expect(sink.requests).toHaveLength(2);
    const inMs = sent.filter(({ data }) => data.destinationId === destinationId).map(({ ts = 0 }) => ts - clockNow());
    expect(inMs).toHaveLength(1);
    expect(inMs[0]).toBeGreaterThan(8_000);
    expect(inMs[0]).toBeLessThan(11_000);
  });

  it("is not made again for what is due later", async () => {
    const destinationId = await webhookTo(tenant, NOWHERE, { rate_limit_per_second: 10 });
    await change("due_at = now() + interval '1 minute'", await publishMany(tenant));
    sent = [];
    await deliverWaiting({ destinationId });
    expect(sent).toEqual([]);
  });
});

describe("whyNot", () => {
  it("lets what is held come back after its lease, and what is not due when it is", async () => {
    const destinationId = await webhookTo(tenant, NOWHERE);
    const [held = "", later = "", waits = "", over = "", ended = "", test = ""] = await publishMany(tenant, 6);
    await change("leased_until = now() + interval '9 seconds'", [held]);
    await change("due_at = now() + interval '5 seconds'", [later]);
    await change("attempt_count = 1", [over]);
    await change("status = 'delivered'", [ended]);
    await change("origin = 'test'", [test]);
    const all = [held, later, waits, over, ended, test];
    const { later: comeBack, destinationIds } = await whyNot(all, 0);
    expect(comeBack).toMatchObject([
      { deliveryId: held, destinationId, attempt: 0 },
      { deliveryId: later, destinationId, attempt: 0 },
    ]);
    const [heldInMs = 0, dueInMs = 0] = comeBack.map(({ dueAt }) => Number(dueAt) - clockNow());
    expect(heldInMs).toBeGreaterThan(8_000);
    expect(heldInMs).toBeLessThan(11_000);
    expect(dueInMs).toBeLessThan(5_001);
    expect(destinationIds).toEqual([destinationId]);
    expect(await whyNot([later, over, ended, test], 0)).toMatchObject({ destinationIds: [] });
  });
});
