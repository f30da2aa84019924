import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
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
import { claimNamed, claimOldest, giveBack, renewLeases } from "./lease";

const WEBHOOKS = 6;
const EVENTS = 200;
const EACH_TAKES_MS_MAX = 150;
const RENEWALS_MS = 5;
const BYTES_MAX = 1_000_000;

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

describe("with a delivery that somebody else has locked", () => {
  let webhook: string;
  let ids: string[];
  let release: () => Promise<void>;
  beforeEach(async () => {
    await sqlPool().query("UPDATE destinations SET deleted_at = now()");
    webhook = await webhookTo(tenant, sinks[0]?.url ?? "");
    ids = await publishMany(tenant, 3);
    release = await lockedDelivery(ids[1] ?? "");
  });
  afterEach(() => release());

  const others = () => [ids[0], ids[2]];
  const idsOf = (claimed: readonly { id: string }[]) => claimed.map(({ id }) => id);

  it("claims the others, by name and by age, and waits for nobody", async () => {
    const named = await claimNamed({ ids, attempt: 0, bytesMax: BYTES_MAX });
    expect(idsOf(named)).toEqual(others());
    await giveBack(named);
    const oldest = await claimOldest({ destinationId: webhook, count: 3, inHand: [], bytesMax: BYTES_MAX });
    expect(idsOf(oldest)).toEqual(others());
  });

  it("renews and gives back the others", async () => {
    await release();
    await sqlPool().query("UPDATE deliveries SET lease = 'ours' WHERE id = ANY($1)", [ids]);
    release = await lockedDelivery(ids[1] ?? "");
    const held = ids.toReversed().map((id) => ({ id, lease: "ours", leaseEndsAt: 0 }));
    expect((await renewLeases(upkeepPool(), held)).sort()).toEqual(others());
    await giveBack(held);
    const leases = (await Promise.all(ids.map(deliveryRow))).map(({ lease }) => lease);
    expect(leases).toEqual([null, "ours", null]);
  });
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
