import { afterAll, beforeAll, expect, it } from "vitest";
import { sqlPool, upkeepPool } from "@/lib/db/client";
import { cancelDelivery } from "@/lib/deliveries/cancel";
import { sweepDue } from "@/lib/deliveries/sweep";
import { updateSubscription } from "@/lib/subscriptions/update";
import { countDeadlocks } from "@/lib/testing/deadlocks";
import { lockedDelivery } from "@/lib/testing/row-lock";
import { type Sink, startSink } from "@/lib/testing/sink";
import { createTenant, type Tenant } from "@/lib/testing/tenant";
import { deliveryRow, publishMany, webhookTo } from "@/lib/testing/webhooks";
import { deliverWaiting } from "./deliver-waiting";
import { disableDestination } from "./disable";
import { flightCount, renewFlights } from "./flights";
import { giveBack, renewLeases } from "./lease";

const WEBHOOKS = 6;
const EVENTS = 200;
const EACH_TAKES_MS_MAX = 150;
const RENEWALS_MS = 5;

let tenant: Tenant;
let sinks: Sink[] = [];
const webhooks: string[] = [];
beforeAll(async () => {
  tenant = await createTenant();
  sinks = await Promise.all(Array.from({ length: WEBHOOKS }, () => startSink()));
  for (const sink of sinks) {
    sink.answer((_, response) => {
      setTimeout(() => response.end("ok"), Math.random() * EACH_TAKES_MS_MAX);
    });
    webhooks.push(await webhookTo(tenant, sink.url));
  }
});

// Nobody waited for anybody in a circle. Asked at the end, for it takes the connections away.
afterAll(async () => {
  await Promise.all(sinks.map((sink) => sink.close()));
  expect(await countDeadlocks()).toBe(0);
});

it("records, renews, claims, cancels, pauses and disables beside each other: each goes out once, and nothing is stranded", async () => {
  const ids = await publishMany(tenant, EVENTS);
  const [disabled = "", paused = "", ...others] = webhooks;
  const renewing = setInterval(() => void renewFlights(), RENEWALS_MS);
  const cancelled = ids.filter((_, index) => index % 17 === 0);
  const delivering = Promise.all(webhooks.map(deliverAll));
  for (const deliveryId of cancelled.toReversed()) {
    await Promise.all([
      cancelDelivery(tenant.ctx, { deliveryId }).catch(() => undefined),
      updateSubscription(tenant.ctx, paused, { active: Math.random() < 0.5 }),
    ]);
  }
  const { organizationId } = tenant;
  await disableDestination({ organizationId, destinationId: disabled, reason: "A test says so." });
  await updateSubscription(tenant.ctx, paused, { active: true });
  await delivering;
  await expect.poll(async () => (await Promise.all([paused, ...others, disabled].map(look))) && (await open())).toBe(0);
  clearInterval(renewing);
  for (const sink of sinks) {
    const received = sink.requests.map(({ headers }) => headers["x-atelyaos-delivery"]);
    expect(new Set(received).size).toBe(received.length);
  }
  const delivered = await Promise.all(ids.map(deliveryRow)).then((rows) => rows.filter((row) => row.attemptCount > 0));
  expect(sinks.reduce((sum, { requests }) => sum + requests.length, 0)).toBe(delivered.length);
}, 120_000);

it("waits for no delivery that somebody else has locked, and renews and gives back the others", async () => {
  const [webhook = ""] = [await webhookTo(tenant, sinks[0]?.url ?? "")];
  await sqlPool().query("UPDATE destinations SET paused_at = now() WHERE id <> $1", [webhook]);
  await publishMany(tenant, 3);
  const { rows } = await sqlPool().query<{ id: string }>(
    `UPDATE deliveries SET lease = 'ours', leased_until = now() + interval '5 seconds'
     WHERE destination_id = $1 RETURNING id`,
    [webhook],
  );
  const held = rows.map(({ id }) => ({ id, lease: "ours", leaseEndsAt: 0 })).sort((a, b) => (a.id < b.id ? 1 : -1));
  const [last, middle, first] = held.map(({ id }) => id);
  const release = await lockedDelivery(middle ?? "");
  expect(new Set(await renewLeases(upkeepPool(), held))).toEqual(new Set([first, last]));
  await giveBack(held);
  await release();
  expect(await deliveryRow(middle ?? "")).toMatchObject({ lease: "ours" });
  for (const id of [first, last]) expect(await deliveryRow(id ?? "")).toMatchObject({ lease: null, leasedUntil: null });
});

async function look(destinationId: string): Promise<void> {
  await deliverWaiting({ destinationId });
}

async function deliverAll(destinationId: string): Promise<void> {
  for (let rounds = 0; rounds < 5; rounds++) {
    await look(destinationId);
    await sweepDue({ graceMs: 0 });
  }
}

async function open(): Promise<number> {
  const { rows } = await sqlPool().query<{ count: number }>(
    "SELECT count(*)::int AS count FROM deliveries WHERE status IN ('pending', 'retrying')",
  );
  return (rows[0]?.count ?? -1) + flightCount();
}
