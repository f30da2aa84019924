import { beforeEach, expect, test } from "vitest";
import { insertRuns } from "./queue-insert";
import { pool } from "./testing/harness";
import { emptyQueue, owners, putInstance } from "./testing/rows";
import type { NewRun } from "./types";

beforeEach(emptyQueue);

function newRun(id: string, given: Partial<NewRun> = {}): NewRun {
  const run = { id, functionId: "f", eventId: `event of ${id}`, event: `{"id":"${id}"}`, batched: false };
  return { ...run, dueAtMs: 0, owner: null, ...given };
}

async function dueTimes(): Promise<Record<string, Date | null>> {
  const { rows } = await pool.query<{ id: string; due_at: Date | null }>("select id, due_at from engine_runs");
  return Object.fromEntries(rows.map((row) => [row.id, row.due_at]));
}

test("leases runs to a living engine, and queues those of one that has expired or that nobody runs", async () => {
  await putInstance("living");
  await putInstance("expired", { expired: true });
  const runs = [
    newRun("a", { owner: "living" }),
    newRun("b", { owner: "expired" }),
    newRun("c", { owner: "unlisted" }),
    newRun("d"),
  ];
  expect(await insertRuns(pool, runs)).toEqual(["leased", "queued", "queued", "queued"]);
  expect(await owners()).toEqual({ a: "living", b: "-", c: "-", d: "-" });
  const due = await dueTimes();
  expect(due.a).toBeNull();
  for (const id of ["b", "c", "d"]) expect(due[id]).toBeInstanceOf(Date);
});

test("keeps a moment to come as it is, and takes one that has passed for now", async () => {
  const before = await pool.query<{ now: Date }>("select now()");
  const dueAtMs = Date.UTC(2100, 0, 1, 12, 34, 56, 789);
  await insertRuns(pool, [newRun("future", { dueAtMs }), newRun("past", { dueAtMs: 1 })]);
  const due = await dueTimes();
  expect(due.future).toEqual(new Date(dueAtMs));
  // Rounded to milliseconds, as the column is.
  expect(due.past?.getTime()).toBeGreaterThanOrEqual((before.rows[0]?.now.getTime() ?? 0) - 1);
});

test("an event id starts its runs once: of all its functions, whether sent together or later", async () => {
  const first = [
    newRun("a", { eventId: "e" }),
    newRun("b", { eventId: "e", functionId: "g" }),
    newRun("c", { eventId: "e" }),
  ];
  expect(await insertRuns(pool, first)).toEqual(["queued", "queued", "repeated"]);
  expect(await insertRuns(pool, [newRun("d", { eventId: "e" }), newRun("e")])).toEqual(["repeated", "queued"]);
  expect(Object.keys(await owners())).toEqual(["a", "b", "e"]);
});
