import { afterEach, expect, it, vi } from "vitest";
import { db, sqlPool } from "@/lib/db/client";
import { inboundRoute } from "@/lib/http/inbound-route";
import { newId } from "@/lib/ids";
import { HOUR_MS, SECOND_MS } from "@/lib/time";
import { processInbound, RETRY_DELAYS_MS } from "./process";
import { purgeInbound } from "./purge";
import { handleAgain } from "./queue/again";
import type { HandlerCall, HandlerResult } from "./receiver/define-receiver";
import { flushRefusals } from "./receiver/refusals";
import { sweepInbound } from "./sweep";
import { bellReceiver } from "./testing/bell";

afterEach(() => vi.restoreAllMocks());

const handled: HandlerResult = { status: "handled" };

function bell(onRing: (call: HandlerCall) => Promise<HandlerResult> = async () => handled) {
  const receiver = bellReceiver(onRing);
  const post = inboundRoute(receiver);
  const ring = (body: unknown, headers: Record<string, string> = { authorization: "ring" }) =>
    post(new Request("http://localhost/in", { method: "POST", headers, body: JSON.stringify(body) }));
  return {
    ring,
    process: (ids: string[], now?: Date) =>
      processInbound(ids, { receivers: { stripe: receiver }, ...(now ? { now } : {}) }),
  };
}

const one = () => [{ id: newId("request"), type: "ring" }];

it("answers a receipt, and the first's id to every repeat, twenty at once included", async () => {
  const { ring } = bell();
  const body = one();
  const receipts = await Promise.all(Array.from({ length: 20 }, async () => (await ring(body)).json()));
  expect(receipts.filter(({ outcome }) => outcome === "handled")).toHaveLength(1);
  expect(receipts.filter(({ outcome }) => outcome === "duplicate")).toHaveLength(19);
  expect(new Set(receipts.map(({ id }) => id)).size).toBe(1);
  expect(await db.inboundEvent.count({ where: { externalId: body[0]?.id } })).toBe(1);
});

it("takes a batch apart: twins, repeats and what nothing acts on", async () => {
  const { ring } = bell();
  const [known] = one();
  await ring([known]);
  const [twin] = one();
  const answer = await ring([known, twin, twin, { id: newId("request"), type: "hum" }]);
  expect(await answer.json()).toMatchObject({
    type: "batch",
    outcome: "handled",
    counts: { handled: 1, duplicate: 2, ignored: 1 },
  });
  const alone = await ring([{ id: newId("request"), type: "hum" }]);
  expect(await alone.json()).toMatchObject({ type: "hum", outcome: "ignored", reason: "Nothing here acts on hum." });
});

it("counts what is not signed, and stores nothing of it", async () => {
  const { ring } = bell();
  const body = one();
  const answers = await Promise.all([ring(body, {}), ring(body, { authorization: "no" })]);
  expect(answers.map(({ status }) => status)).toEqual([401, 401]);
  await flushRefusals();
  const [refusals] = await db.inboundRefusal.findMany({ where: { provider: "stripe" } });
  expect(refusals?.count).toBe(2);
  expect(await db.inboundEvent.count({ where: { externalId: body[0]?.id } })).toBe(0);
});

it("refuses a body over the limit, and one that does not arrive", async () => {
  const { ring } = bell();
  expect((await ring([{ id: "x".repeat(2_000), type: "ring" }])).status).toBe(413);
  // Nothing else: what an earlier test has left to the queue goes on.
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const stalled = new ReadableStream({ start: (stream) => stream.enqueue(Buffer.from("[")) });
  const request = new Request("http://localhost/in", { method: "POST", body: stalled, duplex: "half" } as RequestInit);
  const answer = inboundRoute(bellReceiver(async () => handled))(request);
  await vi.advanceTimersByTimeAsync(10 * SECOND_MS);
  vi.useRealTimers();
  expect((await answer).status).toBe(400);
});

it("runs the handler once, however often it is woken, and keeps what came of it", async () => {
  const eventId = newId("event");
  const tenant = { organizationId: newId("organization"), workspaceId: newId("workspace") };
  const onRing = vi.fn(async () => ({ status: "handled", eventId, tenant }) as const);
  const { ring, process } = bell(onRing);
  const { id } = await (await ring(one())).json();
  await Promise.all([process([id]), process([id]), process([id])]);
  await process([id]);
  expect(onRing).toHaveBeenCalledTimes(1);
  expect(await db.inboundEvent.findUnique({ where: { id } })).toMatchObject({
    status: "handled",
    eventId,
    ...tenant,
    dueAt: null,
  });
});

it("tries again after our own trouble, later each time, and says at last that it failed", async () => {
  const { ring, process } = bell(async () => {
    throw new Error("the database went away");
  });
  const { id } = await (await ring(one())).json();
  for (const delay of RETRY_DELAYS_MS) {
    const before = Date.now();
    await process([id], new Date(before + 365 * 24 * HOUR_MS));
    const row = await db.inboundEvent.findUniqueOrThrow({ where: { id } });
    expect(row.status).toBe("received");
    expect(row.dueAt?.getTime()).toBeGreaterThanOrEqual(before + delay);
    expect(row.reason).not.toContain("database");
  }
  await process([id], new Date(Date.now() + 365 * 24 * HOUR_MS));
  expect(await db.inboundEvent.findUnique({ where: { id } })).toMatchObject({ status: "failed", dueAt: null });
});

it("comes back when the process that held it died without a record", async () => {
  const { ring, process } = bell();
  const { id } = await (await ring(one())).json();
  await db.inboundEvent.update({
    where: { id },
    data: { attemptCount: 1, leasedUntil: new Date(Date.now() + 5 * SECOND_MS) },
  });
  expect(await process([id])).toEqual({ ended: 0 });
  const { rows } = await sqlPool().query<{ event: string }>("SELECT event FROM engine_events WHERE event LIKE $1", [
    `%${id}:lease-%`,
  ]);
  expect(rows).toHaveLength(1);
  expect(JSON.parse(rows[0]?.event ?? "{}").ts).toBeGreaterThan(Date.now() + 5 * SECOND_MS);
});

it("is swept up when its wake-up was lost, handled again when asked, and forgotten after thirty days", async () => {
  const onRing = vi.fn(async () => ({ status: "parked", reason: "Nobody is linked." }) as const);
  const { ring, process } = bell(onRing);
  const { id } = await (await ring(one())).json();
  expect(await sweepInbound({ now: new Date(Date.now() + HOUR_MS) })).toBeGreaterThan(0);
  await process([id]);
  expect(await handleAgain({ id })).toBe(1);
  await process([id]);
  expect(onRing).toHaveBeenCalledTimes(2);
  await purgeInbound(new Date(Date.now() + 29 * 24 * HOUR_MS));
  expect(await db.inboundEvent.count({ where: { id } })).toBe(1);
  await purgeInbound(new Date(Date.now() + 31 * 24 * HOUR_MS));
  expect(await db.inboundEvent.count({ where: { id } })).toBe(0);
});
