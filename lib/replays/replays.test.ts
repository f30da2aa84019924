import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { beforeEach, describe, expect, it } from "vitest";
import type { Context } from "@/lib/context";
import { db, sqlPool } from "@/lib/db/client";
import { newId } from "@/lib/ids";
import { createSubscription } from "@/lib/subscriptions/create";
import { pauseSubscription, resumeSubscription } from "@/lib/subscriptions/pause";
import { removeSubscription } from "@/lib/subscriptions/remove";
import { type DeliveryRow, deliveryRows } from "@/lib/testing/deliveries";
import { createTenant, type Tenant } from "@/lib/testing/tenant";
import { HOUR_MS, SECOND_MS } from "@/lib/time";
import { advanceReplay, REPLAY_CHUNK_MAX, REPLAY_WAITING_MAX } from "./advance";
import { cancelReplay } from "./cancel";
import { createReplay } from "./create";
import { getReplay } from "./get";
import type { ReplayView } from "./schema";

const WORKER = fileURLToPath(new URL("./testing/worker.ts", import.meta.url));

let tenant: Tenant;
let webhookId: string;
const since = () => new Date(Date.now() - HOUR_MS).toISOString();

beforeEach(async () => {
  tenant = await createTenant();
  webhookId = await webhook();
});

async function webhook(more: object = {}): Promise<string> {
  const input = { url: "http://127.0.0.1:9999/hook", events: ["workroom.completed", "credits.low"], ...more };
  return (await createSubscription(tenant.ctx, input)).id;
}

const past = (rows: Partial<DeliveryRow>[]) =>
  deliveryRows(
    tenant,
    rows.map((row) => ({ destinationId: webhookId, at: Date.now() - 30 * 60 * SECOND_MS, ...row })),
  );

async function start(input: object = {}, ctx: Context = tenant.ctx): Promise<ReplayView> {
  const answer = await createReplay(ctx, webhookId, { since: since(), ...input });
  if ("dry_run" in answer) throw new Error("This was a dry run.");
  return answer;
}

/** Works on a replay as its wake-ups would, each in its second. Answers with how many each chunk made. */
async function work(replayId: string, chunks: number): Promise<number[]> {
  const made: number[] = [];
  for (let second = 0; second < chunks; second++) {
    const at = new Date(Date.now() + second * (SECOND_MS + 1));
    made.push((await advanceReplay({ replayId }, at)).made);
  }
  return made;
}

const repeats = (replayId: string) => db.delivery.findMany({ where: { replayId }, orderBy: { id: "asc" } });

describe("a replay", () => {
  it("sends again what its filters admit: each event once, by its latest delivery, and no test", async () => {
    const [eventId, workspaceId] = [newId("event"), tenant.workspaceId];
    const [failed, delivered] = await past([{ status: "failed" }, { status: "delivered", eventType: "credits.low" }]);
    await past([{ status: "retrying" }, { status: "pending" }, { status: "failed", origin: "test" }]);
    await past([{ status: "failed", at: Date.now() - 2 * HOUR_MS }]);
    const [older] = await past([{ status: "failed", eventId }]);
    const [newer] = await past([{ status: "cancelled", eventId, origin: "resend", resendOfId: older ?? "" }]);
    const { id } = await start();
    expect(await work(id, 2)).toEqual([3, 0]);
    const made = await repeats(id);
    expect(made.map((row) => row.resendOfId)).toEqual([failed, delivered, newer]);
    expect(made[0]).toMatchObject({ origin: "replay", status: "pending", workspaceId, attemptCount: 0 });
    expect(await getReplay(tenant.ctx, { id })).toMatchObject({
      status: "completed",
      matched: 3,
      created: 3,
      pending: 3,
    });

    const dry = async (more: object) =>
      (await createReplay(tenant.ctx, webhookId, { since: since(), dry_run: true, ...more })).matched;
    await cancelReplay(tenant.ctx, { id });
    expect(await dry({ status: "cancelled" })).toBe(3);
    expect(await dry({ status: ["failed", "delivered"] })).toBe(0);
    expect(await dry({ types: ["credits.low"] })).toBe(1);
    expect(await dry({ until: new Date(Date.now() - 40 * 60 * SECOND_MS).toISOString() })).toBe(0);
  });

  it("makes so many a second at most, and waits while many of its own do", async () => {
    await past(Array.from({ length: REPLAY_WAITING_MAX + 50 }, () => ({ status: "failed" as const })));
    const { id, matched } = await start();
    expect(matched).toBe(REPLAY_WAITING_MAX + 50);
    expect(await work(id, 3)).toEqual([REPLAY_CHUNK_MAX, REPLAY_CHUNK_MAX, 0]);
    await db.delivery.updateMany({ where: { replayId: id }, data: { status: "delivered", attemptCount: 1 } });
    expect((await advanceReplay({ replayId: id }, new Date(Date.now() + 9 * SECOND_MS))).made).toBe(50);
    expect((await getReplay(tenant.ctx, { id })).status).toBe("completed");
  });

  it("does nothing when a wake-up comes twice or too early, and never repeats a delivery twice", async () => {
    await past(Array.from({ length: 2 * REPLAY_CHUNK_MAX }, () => ({ status: "failed" as const })));
    const { id } = await start();
    const now = new Date();
    const made = await Promise.all(Array.from({ length: 6 }, () => advanceReplay({ replayId: id }, now)));
    expect(made.map((each) => each.made).sort((a, b) => b - a)).toEqual([REPLAY_CHUNK_MAX, 0, 0, 0, 0, 0]);
    const [first] = await repeats(id);
    const again = { ...first, id: newId("delivery") } as never;
    await expect(db.delivery.create({ data: again })).rejects.toMatchObject({ code: "P2002" });
  });

  it("of 10,000 deliveries is finished after a kill in the middle, none twice", async () => {
    for (let i = 0; i < 10; i++) await past(Array.from({ length: 1_000 }, () => ({ status: "failed" as const })));
    const { id, matched } = await start({ status: "failed" });
    expect(matched).toBe(10_000);
    for (const chunksMax of [17, 11, Number.POSITIVE_INFINITY]) await workAndKill(id, chunksMax);
    expect(await getReplay(tenant.ctx, { id })).toMatchObject({ status: "completed", created: 10_000 });
    const { rows } = await sqlPool().query(
      `SELECT count(*)::int AS made, count(DISTINCT resend_of_id)::int AS sources, count(DISTINCT event_id)::int AS events
       FROM deliveries WHERE replay_id = $1`,
      [id],
    );
    expect(rows).toEqual([{ made: 10_000, sources: 10_000, events: 10_000 }]);
  }, 120_000);

  it("stops when it is cancelled, and takes what it has not sent back", async () => {
    await past(Array.from({ length: REPLAY_CHUNK_MAX + 9 }, () => ({ status: "failed" as const })));
    const { id } = await start();
    await work(id, 1);
    const cancelled = await cancelReplay(tenant.ctx, { id });
    expect(cancelled).toMatchObject({ status: "cancelled", created: REPLAY_CHUNK_MAX, cancelled: REPLAY_CHUNK_MAX });
    expect(await work(id, 3)).toEqual([0, 0, 0]);
    expect(await cancelReplay(tenant.ctx, { id })).toEqual(cancelled);
    const entries = await db.auditEntry.findMany({ where: { targetId: id }, orderBy: { id: "asc" } });
    expect(entries.map((entry) => entry.action)).toEqual(["replay.created", "replay.cancelled"]);
  });

  it("waits while its webhook is paused and ends when it is deleted", async () => {
    await past([{ status: "failed" }, { status: "failed" }]);
    const { id } = await start();
    await pauseSubscription(tenant.ctx, { id: webhookId });
    expect(await work(id, 1)).toEqual([0]);
    await expect(start()).rejects.toMatchObject({ code: "conflict" });
    await resumeSubscription(tenant.ctx, { id: webhookId });
    await removeSubscription(tenant.ctx, { id: webhookId });
    await advanceReplay({ replayId: id }, new Date(Date.now() + HOUR_MS));
    expect(await getReplay(tenant.ctx, { id })).toMatchObject({
      status: "cancelled",
      reason: "The webhook was deleted.",
    });
  });

  it("is one at a time a webhook", async () => {
    await past([{ status: "failed" }]);
    const started = await Promise.allSettled(Array.from({ length: 5 }, () => start()));
    expect(started.filter((each) => each.status === "fulfilled")).toHaveLength(1);
  });

  it("is refused with the field that is wrong", async () => {
    const refused = async (input: object) => {
      const error = await createReplay(tenant.ctx, webhookId, input).catch((reason) => reason);
      return error.errors.map(({ path }: { path: string }) => path);
    };
    expect(await refused({})).toEqual(["since"]);
    expect(await refused({ since: "yesterday", colour: "red" })).toEqual(["since", "colour"]);
    expect(await refused({ since: "2999-01-01T00:00:00Z" })).toEqual(["since"]);
    expect(await refused({ since: since(), until: "2020-01-01T00:00:00Z" })).toEqual(["since"]);
    expect(await refused({ since: since(), status: "pending", types: ["work.done"] })).toEqual(["status", "types[0]"]);
  });

  it("is another organization's to nobody, and a restricted key repeats only what it may see", async () => {
    const other = await createTenant();
    const { id } = await start();
    await expect(createReplay(other.ctx, webhookId, { since: since() })).rejects.toMatchObject({ code: "not_found" });
    for (const verb of [getReplay, cancelReplay]) {
      await expect(verb(other.ctx, { id })).rejects.toMatchObject({ code: "not_found" });
    }
    const key: Context = { ...tenant.ctx, workspaces: [tenant.workspaceId] };
    await expect(getReplay(key, { id })).rejects.toMatchObject({ code: "not_found" });
    webhookId = await webhook({ filter: { workspace_ids: [tenant.workspaceId] } });
    await past([{ status: "failed" }, { status: "failed", workspaceId: newId("workspace") }]);
    expect(await start({}, key)).toMatchObject({ matched: 1 });
  });
});

async function workAndKill(replayId: string, chunksMax: number): Promise<void> {
  const worker = fork(WORKER, [replayId], { execArgv: ["--import", "tsx"], env: process.env });
  const exited = once(worker, "exit");
  let chunks = 0;
  worker.on("message", () => {
    chunks += 1;
    if (chunks >= chunksMax) worker.kill("SIGKILL");
  });
  await exited;
}
