import type pg from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { handBack } from "./queue-free";
import { insertRuns } from "./queue-insert";
import { failRuns, finishRuns, mergeBatch, unbatch, updateRuns } from "./queue-write";
import { pool } from "./testing/harness";
import { emptyQueue, putRows } from "./testing/rows";

const IDS = ["d", "c", "b", "a"];
const REFS = IDS.map((id) => ({ id, owner: "me" }));

beforeEach(async () => {
  await emptyQueue();
  // Stored and named in the wrong order.
  await putRows(...REFS.map((ref) => ({ ...ref, batched: true })));
});

const statements: [string, () => Promise<unknown>][] = [
  ["finishRuns", () => finishRuns(pool, REFS)],
  [
    "updateRuns",
    () =>
      updateRuns(
        pool,
        REFS.map((ref) => ({ ...ref, state: null, attempt: 0, dueAtMs: null })),
      ),
  ],
  ["failRuns", () => failRuns(pool, REFS, "no")],
  ["mergeBatch", () => mergeBatch(pool, { id: "d", owner: "me", others: ["c", "b", "a"], events: ["1"] })],
  ["handBack", () => handBack(pool, REFS)],
  ["unbatch", () => unbatch(pool, ["f"])],
];

let holder: pg.PoolClient;

beforeEach(async () => {
  holder = await pool.connect();
  await holder.query("begin");
});

afterEach(async () => {
  await holder.query("rollback");
  holder.release();
});

/** How many statements wait for a lock. */
async function waiting(): Promise<number> {
  const { rowCount } = await pool.query(
    "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
  );
  return rowCount ?? 0;
}

test.each(statements)("%s locks rows in the order of their ids", async (_, run) => {
  await holder.query("select * from engine_runs where id = 'a' for update");
  const running = run();
  await expect.poll(waiting).toBe(1);
  // It waits for the first one, so it must not hold any other.
  const { rows } = await pool.query("select id from engine_runs order by id for update skip locked");
  expect(rows.map(({ id }) => id)).toEqual(["b", "c", "d"]);
  await holder.query("commit");
  await running;
});

test("event ids are noted in their order: two senders of the same events do not wait for each other in a circle", async () => {
  await holder.query("insert into engine_seen (id) values ('a')");
  const run = { functionId: "f", event: "{}", batched: false, dueAtMs: 0, owner: null };
  const inserting = insertRuns(
    pool,
    IDS.map((id) => ({ ...run, id: `run ${id}`, eventId: id })),
  );
  await expect.poll(waiting).toBe(1);
  await pool.query("insert into engine_seen (id) values ('b')");
  await holder.query("rollback");
  expect(await inserting).toEqual(["queued", "queued", "repeated", "queued"]);
});
