import { afterAll, beforeAll, describe, it } from "vitest";
import { type RunningFunctions, startFunctions } from "@/inngest/functions/start";
import { sqlPool } from "@/lib/db/client";
import { wakeDestinations } from "@/lib/deliveries/queue/queue";
import { updateSubscription } from "@/lib/subscriptions/update";
import { type Sink, type SinkAnswer, startSink } from "@/lib/testing/sink";
import { createTenant } from "@/lib/testing/tenant";
import { attemptRows, deliveryRow, publishMany, webhookRow, webhookTo } from "@/lib/testing/webhooks";

const EVENTS = 20;

let running: RunningFunctions;
const sinks: Sink[] = [];
beforeAll(async () => {
  running = await startFunctions();
});
afterAll(async () => {
  await running.stop();
  await Promise.all(sinks.map((sink) => sink.close()));
});

async function receiver(answer: SinkAnswer) {
  const [tenant, sink] = [await createTenant(), await startSink()];
  sinks.push(sink);
  sink.answer(answer);
  return { tenant, sink, id: await webhookTo(tenant, sink.url) };
}

// Takes one a second and turns the others away, as Slack does.
function oneASecond(): { answer: SinkAnswer; taken: { id: string; at: number }[]; refusals: () => number } {
  const taken: { id: string; at: number }[] = [];
  let refused = 0;
  const answer: SinkAnswer = ({ headers }, response) => {
    const now = performance.now();
    if (now - (taken.at(-1)?.at ?? Number.NEGATIVE_INFINITY) < 1_000) {
      refused++;
      response.writeHead(429, { "retry-after": "1" }).end();
      return;
    }
    taken.push({ id: headers["x-atelyaos-delivery"] ?? "", at: now });
    response.writeHead(200).end();
  };
  return { answer, taken, refusals: () => refused };
}

describe.concurrent("a receiver that asks for patience", () => {
  it("and takes one a second has twenty in less than 25 s, in order, after a refusal or two that cost no attempt", async ({
    expect,
  }) => {
    const strict = oneASecond();
    const { tenant } = await receiver(strict.answer);
    const publishedAt = performance.now();
    const ids = await publishMany(tenant, EVENTS);
    await expect.poll(() => strict.taken.length, { timeout: 40_000, interval: 100 }).toBe(EVENTS);
    // On a quiet machine 22 s and two refusals; a busy one lets requests arrive nearer to each other than they were sent.
    expect((strict.taken.at(-1)?.at ?? 0) - publishedAt).toBeLessThan(30_000);
    expect(strict.refusals()).toBeLessThanOrEqual(4);
    expect(strict.refusals()).toBeGreaterThan(0);
    // The first two were under way before anything was known of the receiver.
    expect(strict.taken.map(({ id }) => id).slice(2)).toEqual(ids.slice(2));
    const rows = async () => Promise.all(ids.map(deliveryRow));
    await expect.poll(async () => (await rows()).every(({ status }) => status === "delivered")).toBe(true);
    for (const { attemptCount, sparedCount } of await rows()) expect(attemptCount - sparedCount).toBe(1);
  });

  it("is left alone by all deliveries until then", async ({ expect }) => {
    let first = true;
    const { tenant, sink, id } = await receiver((_, response) => {
      response.writeHead(first ? 429 : 200, first ? { "retry-after": "3" } : {}).end();
      first = false;
    });
    const [refused = ""] = await publishMany(tenant);
    await expect.poll(async () => (await webhookRow(id)).heldUntil).not.toBeNull();
    expect(await deliveryRow(refused)).toMatchObject({ status: "retrying", attemptCount: 1, sparedCount: 1 });
    await publishMany(tenant, 5);
    const [refusal, next] = await sink.waitForCount(2, { timeoutMs: 20_000 });
    const waitedMs = (next?.receivedAt ?? 0) - (refusal?.receivedAt ?? 0);
    expect(waitedMs).toBeGreaterThanOrEqual(2_900);
    expect(next?.headers["x-atelyaos-delivery"]).toBe(refused);
  });

  it("for ten minutes gets everything at once when an admin resumes it, what it had turned away first", async ({
    expect,
  }) => {
    const { tenant, sink, id } = await receiver({ status: 429, headers: { "retry-after": "600" } });
    const [refused = ""] = await publishMany(tenant);
    await expect.poll(async () => (await webhookRow(id)).heldUntil).not.toBeNull();
    await publishMany(tenant, 2);
    // It had taken nothing before: there is no pace to keep to.
    expect((await webhookRow(id)).learnedIntervalMs).toBeNull();
    sink.answer({ status: 200 });
    await updateSubscription(tenant.ctx, id, { active: false });
    await updateSubscription(tenant.ctx, id, { active: true });
    const requests = await sink.waitForCount(4, { timeoutMs: 20_000 });
    expect(requests[1]?.headers["x-atelyaos-delivery"]).toBe(refused);
  });

  it("without saying how long is sent to by the ordinary schedule, and the attempt counts", async ({ expect }) => {
    const { tenant, sink, id } = await receiver({ status: 429 });
    const [first = ""] = await publishMany(tenant);
    await expect.poll(async () => (await deliveryRow(first)).attemptCount).toBe(1);
    const row = await deliveryRow(first);
    expect(row).toMatchObject({ status: "retrying", sparedCount: 0 });
    const [attempt] = await attemptRows(first);
    const waitMs = (row.dueAt?.getTime() ?? 0) - (attempt?.startedAt.getTime() ?? 0);
    expect(waitMs).toBeGreaterThanOrEqual(4_000);
    await expect.poll(async () => (await webhookRow(id)).lastVerdict).toBe("retry");
    expect((await webhookRow(id)).heldUntil).toBeNull();
    await publishMany(tenant);
    await sink.waitForCount(2);
  });
});

describe.concurrent("a breaker that closes", () => {
  it("lets the backlog out at a ramp", async ({ expect }) => {
    const { tenant, sink, id } = await receiver({ status: 200 });
    const change = (set: string) => sqlPool().query(`UPDATE destinations SET ${set} WHERE id = $1`, [id]);
    await change("breaker_opened_at = now(), breaker_probe_at = now() + interval '1 hour'");
    const ids = await publishMany(tenant, 40);
    await change("breaker_probe_at = now()");
    await wakeDestinations([id]);
    const requests = await sink.waitForCount(40, { timeoutMs: 30_000 });
    expect(requests[0]?.headers["x-atelyaos-delivery"]).toBe(ids[0]);
    const times = requests.map(({ receivedAt }) => receivedAt - (requests[0]?.receivedAt ?? 0));
    // Five a second at first, twice as many each two seconds: 40 take 3.6 s. Without the ramp they take a fraction of one.
    expect(times.at(-1)).toBeGreaterThan(2_500);
    expect(times.filter((ms) => ms < 1_000).length).toBeLessThan(20);
  });
});
