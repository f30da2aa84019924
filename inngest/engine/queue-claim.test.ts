import { beforeEach, expect, test } from "vitest";
import { claimRuns, nextDueMs } from "./queue-claim";
import { pool } from "./testing/harness";
import { emptyQueue, owners, putInstance, putRows } from "./testing/rows";

beforeEach(async () => {
  await emptyQueue();
  await putInstance("me");
});

function want(count: number, lane: { functionId?: string; batched?: boolean } = {}) {
  return { functionId: "f", batched: false, count, ...lane };
}

test("takes what is due, of the lanes that are asked for, and nothing that is not due", async () => {
  await putRows(
    { id: "due" },
    { id: "future", dueInMs: 60_000 },
    { id: "leased", owner: "other" },
    { id: "batched", batched: true },
    { id: "stranger", functionId: "g" },
  );
  await pool.query(
    "insert into engine_runs (id, function_id, events, batched, ended_at) values ('x', 'f', '{}', false, now())",
  );
  const claimed = await claimRuns(pool, "me", [want(10)]);
  expect(claimed.map(({ id }) => id)).toEqual(["due"]);
  expect(claimed[0]).toMatchObject({ owner: "me", functionId: "f", batched: false, attempt: 0, state: null });
  expect(await owners()).toEqual({
    batched: "-",
    due: "me",
    future: "-",
    leased: "other",
    stranger: "-",
    x: "failed",
  });
  const both = await claimRuns(pool, "me", [want(10, { batched: true }), want(10, { functionId: "g" })]);
  expect(both.map(({ id }) => id).sort()).toEqual(["batched", "stranger"]);
});

test("takes as many as are wanted of each lane, those that have waited longest", async () => {
  await putRows(
    { id: "a", dueInMs: -1_000 },
    { id: "b", dueInMs: -3_000 },
    { id: "c", dueInMs: -2_000 },
    { id: "d", batched: true, dueInMs: -1_000 },
    { id: "e", batched: true, dueInMs: -2_000 },
  );
  const claimed = await claimRuns(pool, "me", [want(2), want(1, { batched: true })]);
  expect(claimed.map(({ id }) => id).sort()).toEqual(["b", "c", "e"]);
  expect(await claimRuns(pool, "me", [])).toEqual([]);
});

test("passes over what another process is taking, without waiting for it", async () => {
  await putRows({ id: "a", dueInMs: -2_000 }, { id: "b" });
  const other = await pool.connect();
  await other.query("begin; select * from engine_runs where id = 'a' for update");
  const claimed = await claimRuns(pool, "me", [want(10)]);
  await other.query("rollback");
  other.release();
  expect(claimed.map(({ id }) => id)).toEqual(["b"]);
});

test.each(["expired", "nobody"])("gives nothing to an engine that is %s", async (name) => {
  await putInstance("expired", { expired: true });
  await putRows({ id: "a" });
  expect(await claimRuns(pool, name, [want(10)])).toEqual([]);
  expect(await owners()).toEqual({ a: "-" });
});

test("reads a batch that keeps state as its events", async () => {
  await pool.query(
    `insert into engine_runs (id, function_id, events, batched, due_at, attempt, state)
     values ('a', 'f', '[{"n":1},{"n":2}]', false, now(), 3, '{"steps":{},"order":[],"awaited":{}}')`,
  );
  expect(await claimRuns(pool, "me", [want(1)])).toMatchObject([
    { events: ['{"n":1}', '{"n":2}'], attempt: 3, state: { steps: {}, order: [], awaited: {} } },
  ]);
});

test("tells when the next run of its functions falls due, whatever is due already", async () => {
  expect(await nextDueMs(pool, ["f"])).toBeUndefined();
  await putRows(
    { id: "due" },
    { id: "stranger", functionId: "g", dueInMs: 5_000 },
    { id: "batched", batched: true, dueInMs: 60_000 },
    { id: "later", dueInMs: 90_000 },
  );
  const nextMs = (await nextDueMs(pool, ["f"])) ?? 0;
  expect(nextMs).toBeGreaterThan(30_000);
  expect(nextMs).toBeLessThanOrEqual(60_000);
});
