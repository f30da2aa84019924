import { afterAll, beforeAll, expect, it } from "vitest";
import { type RunningFunctions, startFunctions } from "@/inngest/functions/start";
import { publishEvents } from "@/lib/deliveries/publish/publish";
import { exampleInput } from "@/lib/testing/bridge";
import { type Sink, startSink } from "@/lib/testing/sink";
import { createTenant, type Tenant } from "@/lib/testing/tenant";
import { webhookTo } from "@/lib/testing/webhooks";

const WEBHOOKS = 12;
const HANGING = 3;
const EVENTS = 100;
const EVERY_MS = 40;
/** A hanging destination's own event type each, and how many of those are published: more than the engine runs at once. */
const ONLY_FOR_HANGING = ["deliverable.exported", "workroom.revision_requested", "credits.low"] as const;
const WAKE_UPS = 110;
/** A machine that is busy delays what a quiet one does not. Waiting for those that hang would take seconds. */
const ALLOWED_MS = 500;

let running: RunningFunctions;
let tenant: Tenant;
let sinks: Sink[] = [];
let publishedAt = new Map<string, number>();
beforeAll(async () => {
  running = await startFunctions();
  tenant = await createTenant();
  sinks = await Promise.all(Array.from({ length: WEBHOOKS }, () => startSink()));
  for (const [index, sink] of sinks.entries()) {
    const events = ["workroom.completed", ...ONLY_FOR_HANGING.slice(index, index + 1)];
    await webhookTo(tenant, sink.url, { events });
  }
});
afterAll(async () => {
  // What hangs ends first, or the engine waits for it.
  await Promise.all(sinks.map((sink) => sink.close()));
  await running.stop();
});

// An event each 40 ms, whether or not the one before it was delivered.
async function publishSteadily(): Promise<void> {
  publishedAt = new Map();
  const publishes: Promise<void>[] = [];
  await new Promise<void>((resolve) => {
    const timer = setInterval(() => {
      publishes.push(publishOne());
      if (publishes.length < EVENTS) return;
      clearInterval(timer);
      resolve();
    }, EVERY_MS);
  });
  await Promise.all(publishes);
}

async function publishOne(): Promise<void> {
  const at = Date.now();
  const [event] = await publishEvents(tenant.ctx, [exampleInput(tenant)]);
  publishedAt.set(event?.id ?? "", at);
}

// The time from publish to arrival that 19 of 20 deliveries stay below, in milliseconds.
async function p95(healthy: readonly Sink[]): Promise<number> {
  for (const sink of healthy) sink.clear();
  await publishSteadily();
  await Promise.all(healthy.map((sink) => sink.waitForCount(EVENTS, { timeoutMs: 30_000 })));
  const took = healthy.flatMap(({ requests }) =>
    requests.map(
      ({ receivedAt, headers }) => receivedAt - (publishedAt.get(headers["webhook-id"] ?? "") ?? Number.NaN),
    ),
  );
  took.sort((a, b) => a - b);
  return took[Math.floor(took.length * 0.95)] ?? Number.NaN;
}

it("sends to all others as quickly as ever while three of twelve destinations never answer", async () => {
  const [hanging, healthy] = [sinks.slice(0, HANGING), sinks.slice(HANGING)];
  await p95(healthy);
  const clean = await p95(healthy);
  for (const sink of hanging) {
    sink.clear();
    sink.answer(() => undefined);
  }
  const inputs = ONLY_FOR_HANGING.map((type) => exampleInput(tenant, type));
  const wakeUps = inputs.flatMap((input) => Array.from({ length: WAKE_UPS }, () => input));
  await Promise.all(wakeUps.map((input) => publishEvents(tenant.ctx, [input])));
  await Promise.all(hanging.map((sink) => sink.waitForCount(1)));
  const beside = await p95(healthy);
  expect(beside).toBeLessThan(clean * 1.5 + ALLOWED_MS);
}, 120_000);
