import { expect, it, vi } from "vitest";
import { type RunningFunctions, startFunctions } from "@/inngest/functions/start";
import { db } from "@/lib/db/client";
import { publishEvents } from "@/lib/deliveries/publish/publish";
import { createSubscription } from "@/lib/subscriptions/create";
import { exampleInput } from "@/lib/testing/bridge";
import { afterTest, sinkForTest } from "@/lib/testing/sender";
import { createTenant } from "@/lib/testing/tenant";
import { createReplay } from "./create";
import { getReplay } from "./get";

const EVENTS = 12;

it("is carried out by the engine: what failed arrives, each event once, under its first id", async () => {
  const [sink, tenant] = [await sinkForTest(), await createTenant()];
  const { id } = await createSubscription(tenant.ctx, { url: sink.url, events: ["workroom.completed"] });
  const inputs = Array.from({ length: EVENTS }, () => exampleInput(tenant));
  const published = await publishEvents(tenant.ctx, inputs);
  const failed = { status: "failed", attemptCount: 10, dueAt: null, endedAt: new Date() };
  await db.delivery.updateMany({ where: { destinationId: id }, data: failed });
  const running: RunningFunctions = await startFunctions();
  afterTest(() => running.stop());

  const started = await createReplay(tenant.ctx, id, { since: "2026-01-01T00:00:00Z", status: "failed" });
  if ("dry_run" in started) throw new Error("This was a dry run.");
  expect(started).toMatchObject({ status: "running", matched: EVENTS });
  const requests = await sink.waitForCount(EVENTS, { timeoutMs: 20_000 });
  const ids = requests.map((request) => request.headers["webhook-id"]);
  expect(ids.sort()).toEqual(published.map((event) => event.id).sort());
  const done = { status: "completed", created: EVENTS, delivered: EVENTS, pending: 0 };
  await vi.waitFor(async () => expect(await getReplay(tenant.ctx, started)).toMatchObject(done), 10_000);
}, 60_000);
