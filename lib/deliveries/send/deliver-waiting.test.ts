import { beforeEach, expect, it, vi } from "vitest";
import { sqlPool } from "@/lib/db/client";
import { updateSubscription } from "@/lib/subscriptions/update";
import { attemptNow } from "@/lib/testing/attempt-now";
import { sinkForTest } from "@/lib/testing/sender";
import type { Sink } from "@/lib/testing/sink";
import { createTenant, type Tenant } from "@/lib/testing/tenant";
import { deliveryRow, publishMany, webhookRow, webhookTo } from "@/lib/testing/webhooks";
import { deliverDue } from "./deliver";
import { deliverWaiting } from "./deliver-waiting";
import { flightsEnded } from "./flights";
import { claimOldest } from "./lease";
import { startAttempts } from "./start-attempts";
import { takePlaces } from "./window";

// How a destination stands may be read at one moment, and acted on at a later one.
let readAnd: () => Promise<void> = async () => undefined;
vi.mock("@/lib/destinations/flow", async (original) => {
  const actual = await original<typeof import("@/lib/destinations/flow")>();
  return {
    ...actual,
    readFlow: async (id: string) => {
      const flow = await actual.readFlow(id);
      await readAnd();
      return flow;
    },
  };
});

let whenMade: () => void = () => undefined;
vi.mock("./attempt", async (original) => {
  const actual = await original<typeof import("./attempt")>();
  return {
    ...actual,
    attempt: (input: Parameters<typeof actual.attempt>[0]) => {
      whenMade();
      return actual.attempt(input);
    },
  };
});

let tenant: Tenant;
let sink: Sink;
let destinationId: string;
beforeEach(async () => {
  readAnd = async () => undefined;
  whenMade = () => undefined;
  tenant = await createTenant();
  sink = await sinkForTest();
  destinationId = await webhookTo(tenant, sink.url);
});

it("looks again when it was asked to while it looked: what it had read may be old", async () => {
  await publishMany(tenant);
  await updateSubscription(tenant.ctx, destinationId, { active: false });
  let rounds = 0;
  readAnd = async () => {
    rounds++;
    if (rounds > 1) return;
    await updateSubscription(tenant.ctx, destinationId, { active: true });
    expect(await deliverWaiting({ destinationId })).toEqual({ attempted: 0 });
  };
  await deliverWaiting({ destinationId });
  await sink.waitForCount(1);
  await flightsEnded(10_000);
  expect(rounds).toBeGreaterThan(1);
});

it("looks alone, however many ask", async () => {
  await publishMany(tenant);
  let [looking, most] = [0, 0];
  readAnd = async () => {
    looking++;
    most = Math.max(most, looking);
    await sqlPool().query("SELECT pg_sleep(0.02)");
    looking--;
  };
  await Promise.all(Array.from({ length: 5 }, () => deliverWaiting({ destinationId })));
  await flightsEnded(10_000);
  expect(most).toBe(1);
  expect(sink.requests).toHaveLength(1);
});

it("takes what a wake-up names at a destination that takes its deliveries in their order alone", async () => {
  await updateSubscription(tenant.ctx, destinationId, { rate_limit_per_second: 50 });
  const [id = ""] = await publishMany(tenant);
  await deliverDue({ attempt: 0, deliveries: { [destinationId]: [id] } });
  await flightsEnded(10_000);
  expect(await deliveryRow(id)).toMatchObject({ status: "delivered" });
});

it("gives claimed deliveries back when nothing can be read of how they are sent", async () => {
  const [id = ""] = await publishMany(tenant);
  await sqlPool().query("ALTER TABLE signing_secrets RENAME TO gone");
  await expect(deliverWaiting({ destinationId })).rejects.toThrow(/signing_secrets/);
  await sqlPool().query("ALTER TABLE gone RENAME TO signing_secrets");
  expect(await deliveryRow(id)).toMatchObject({ status: "pending", lease: null, leasedUntil: null, attemptCount: 0 });
  await deliverWaiting({ destinationId });
  await sink.waitForCount(1);
  await flightsEnded(10_000);
});

it("lets the event loop turn between the requests that it makes", async () => {
  await publishMany(tenant, 60);
  const claimed = await claimOldest({ destinationId, count: 60, inHand: [], bytesMax: 1_000_000 });
  takePlaces(destinationId, claimed.length);
  let turns = 0;
  let isOver = false;
  const count = () => {
    turns++;
    if (!isOver) setImmediate(count);
  };
  setImmediate(count);
  const madeAt: number[] = [];
  whenMade = () => madeAt.push(turns);
  await startAttempts(claimed);
  await flightsEnded(20_000);
  isOver = true;
  expect(sink.requests).toHaveLength(60);
  expect(new Set(madeAt).size).toBe(60);
});

it.each([
  ["event", 1],
  ["resend", 1],
  ["replay", 0],
])("counts the failure of a delivery's attempt in health by why it exists: %s", async (origin, failures) => {
  sink.answer({ status: 404 });
  const [id = ""] = await publishMany(tenant);
  await sqlPool().query("UPDATE deliveries SET origin = $2 WHERE id = $1", [id, origin]);
  await attemptNow(id);
  expect(await deliveryRow(id)).toMatchObject({ attemptCount: 1, lastStatus: 404 });
  expect(await webhookRow(destinationId)).toMatchObject({ consecutiveFailures: failures });
});
