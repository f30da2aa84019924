import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { type RunningFunctions, startFunctions } from "@/inngest/functions/start";
import { db } from "@/lib/db/client";
import { publishEvents } from "@/lib/deliveries/publish/publish";
import { createSubscription } from "@/lib/subscriptions/create";
import { updateSubscription } from "@/lib/subscriptions/update";
import { exampleInput } from "@/lib/testing/bridge";
import { type Sink, startSink } from "@/lib/testing/sink";
import { createTenant, type Tenant } from "@/lib/testing/tenant";

const PER_SECOND = 10;
const EVENTS = 30;

let running: RunningFunctions;
let limited: Sink;
let free: Sink;
let tenant: Tenant;
beforeAll(async () => {
  running = await startFunctions();
  [limited, free] = await Promise.all([startSink(), startSink()]);
});
afterAll(async () => {
  await running.stop();
  await Promise.all([limited.close(), free.close()]);
});
beforeEach(async () => {
  tenant = await createTenant();
});

const attempts = () => db.attempt.count({ where: { organizationId: tenant.organizationId } });

describe("a limit of deliveries a second", () => {
  it("holds at the receiver whatever is published, and slows nobody else", async () => {
    const events = ["workroom.completed"];
    await createSubscription(tenant.ctx, { url: limited.url, events, rate_limit_per_second: PER_SECOND });
    await createSubscription(tenant.ctx, { url: free.url, events });
    const input = exampleInput(tenant);
    const batches = Array.from({ length: 3 }, () => Array.from({ length: EVENTS / 3 }, () => input));
    await Promise.all(batches.map((batch) => publishEvents(tenant.ctx, batch)));
    await free.waitForCount(EVENTS, { timeoutMs: 20_000 });
    expect(limited.requests.length).toBeLessThan(EVENTS);
    const requests = await limited.waitForCount(EVENTS, { timeoutMs: 40_000 });
    expect(new Set(requests.map((request) => request.headers["webhook-id"])).size).toBe(EVENTS);
    const times = requests.map((request) => request.receivedAt);
    // The first is not late by more than the last could be early: the span tells the rate, not each gap of a busy machine.
    expect((times.at(-1) ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(((EVENTS - 1) / PER_SECOND) * 1_000 * 0.9);
    await vi.waitFor(async () => expect(await attempts()).toBe(2 * EVENTS), 10_000);
  }, 60_000);

  it("lets those that wait go by the new limit when it is changed", async () => {
    limited.clear();
    const webhook = { url: limited.url, events: ["workroom.completed"], rate_limit_per_second: 1 };
    const { id } = await createSubscription(tenant.ctx, webhook);
    await publishEvents(
      tenant.ctx,
      Array.from({ length: 60 }, () => exampleInput(tenant)),
    );
    await limited.waitForCount(1);
    const isWaiting = { destinationId: id, status: "pending", lease: null };
    await vi.waitFor(async () => expect(await db.delivery.count({ where: isWaiting })).toBeGreaterThan(30), 10_000);
    await updateSubscription(tenant.ctx, id, { rate_limit_per_second: null });
    await limited.waitForCount(60, { timeoutMs: 20_000 });
    await vi.waitFor(async () => expect(await attempts()).toBe(60), 10_000);
  }, 60_000);
});
