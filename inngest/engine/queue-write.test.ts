import { beforeEach, expect, test } from "vitest";
import { areOwned, failRuns, finishRuns, mergeBatch, unbatch, updateRuns } from "./queue-write";
import { pool } from "./testing/harness";
import { emptyQueue, owners, putRows } from "./testing/rows";

beforeEach(emptyQueue);

/** What an engine "me" believes that it owns; "c" has been taken over by another. */
const MINE = ["b", "a", "c"].map((id) => ({ id, owner: "me" }));

async function putTakenOver(): Promise<void> {
  await putRows(
    { id: "a", owner: "me" },
    { id: "b", owner: "me" },
    { id: "c", owner: "other" },
    { id: "d", owner: "me" },
  );
}

async function row(id: string): Promise<Record<string, unknown>> {
  const { rows } = await pool.query("select *, due_at - now() as wait from engine_runs where id = $1", [id]);
  return rows[0];
}

test("finishing removes what is still owned, and says which", async () => {
  await putTakenOver();
  expect(await finishRuns(pool, MINE)).toEqual([true, true, false]);
  expect(await owners()).toEqual({ c: "other", d: "me" });
});

test("failing marks what is still owned, with its error", async () => {
  await putTakenOver();
  expect(await failRuns(pool, MINE, "Error: no")).toEqual([true, true, false]);
  expect(await owners()).toEqual({ a: "failed", b: "failed", c: "other", d: "me" });
  expect(await row("a")).toMatchObject({ error: "Error: no", owner: null, due_at: null });
});

test("parking writes what is still owned: state, attempt and moment", async () => {
  await putTakenOver();
  const state = { steps: { s: { data: 1 } }, order: ["s"], awaited: {} };
  const dueAtMs = Date.now() + 60_000;
  const updates = MINE.map((ref) => ({ ...ref, state, attempt: 2, dueAtMs }));
  expect(await updateRuns(pool, updates)).toEqual([true, true, false]);
  expect(await owners()).toEqual({ a: "-", b: "-", c: "other", d: "me" });
  expect(await row("a")).toMatchObject({ attempt: 2, state: JSON.stringify(state), due_at: new Date(dueAtMs) });
  expect(await row("c")).toMatchObject({ attempt: 0, state: null, due_at: null });
});

test("a moment that has passed is now: who waits longest does not wait for those who come later", async () => {
  await putRows({ id: "a", owner: "me" });
  await updateRuns(pool, [{ id: "a", owner: "me", state: null, attempt: 1, dueAtMs: 0 }]);
  const { rows } = await pool.query(
    "select due_at between now() - interval '1 minute' and now() as now from engine_runs",
  );
  expect(rows).toEqual([{ now: true }]);
});

test("saving between steps keeps the lease", async () => {
  await putRows({ id: "a", owner: "me" });
  expect(await updateRuns(pool, [{ id: "a", owner: "me", state: null, attempt: 1, dueAtMs: null }])).toEqual([true]);
  expect(await row("a")).toMatchObject({ owner: "me", due_at: null, attempt: 1 });
});

test("of two runs of one row the one that lost its lease writes nothing, though both write together", async () => {
  await putRows({ id: "a", owner: "new name" });
  const parked = { id: "a", state: null, attempt: 1, dueAtMs: null };
  expect(
    await updateRuns(pool, [
      { ...parked, owner: "new name", attempt: 5 },
      { ...parked, owner: "old name" },
    ]),
  ).toEqual([true, false]);
  expect(await row("a")).toMatchObject({ attempt: 5 });
  expect(
    await finishRuns(pool, [
      { id: "a", owner: "old name" },
      { id: "a", owner: "new name" },
    ]),
  ).toEqual([false, true]);
});

test("says of each row whether it is still owned", async () => {
  await putTakenOver();
  expect(await areOwned(pool, MINE)).toEqual([true, true, false]);
});

test("a batch becomes one run with all its events", async () => {
  await putRows(...["a", "b", "c", "d"].map((id) => ({ id, owner: "me", batched: true })));
  expect(await mergeBatch(pool, { id: "b", owner: "me", others: ["a", "c"], events: ["1", "2", "3"] })).toBe(true);
  expect(await owners()).toEqual({ b: "me", d: "me" });
  expect(await row("b")).toMatchObject({ events: "[1,2,3]", batched: false });
});

test.each(["a", "b", "c"])("a batch that has lost its row %s loses nothing else", async (lost) => {
  await putRows(...["a", "b", "c"].map((id) => ({ id, owner: id === lost ? "other" : "me", batched: true })));
  expect(await mergeBatch(pool, { id: "b", owner: "me", others: ["a", "c"], events: ["1", "2", "3"] })).toBe(false);
  expect(await owners()).toEqual({ a: "me", b: "me", c: "me", [lost]: "other" });
  expect(await row("b")).toMatchObject({ batched: true, events: JSON.stringify({ name: "t/e", data: { id: "b" } }) });
});

test("only functions that take no batches any more lose their batch lane", async () => {
  await putRows({ id: "a", batched: true, functionId: "f" }, { id: "b", batched: true, functionId: "g" });
  await unbatch(pool, ["f"]);
  expect([(await row("a")).batched, (await row("b")).batched]).toEqual([false, true]);
});
