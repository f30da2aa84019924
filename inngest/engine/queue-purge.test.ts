import pg from "pg";
import { afterAll, expect, test } from "vitest";
import { purge } from "./queue-purge";

// One connection: what it has read is told by its own counters.
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 1 });
afterAll(() => pool.end());

async function ids(table: string): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(`select id from ${table} order by id`);
  return rows.map(({ id }) => id);
}

async function blocksRead(): Promise<number> {
  await pool.query("select pg_stat_force_next_flush()");
  const { rows } = await pool.query<{ blocks: number }>(
    `select (heap_blks_read + heap_blks_hit + idx_blks_read + idx_blks_hit)::int as blocks
     from pg_statio_user_tables where relname = 'engine_seen'`,
  );
  return rows[0]?.blocks ?? 0;
}

test("forgets what is older than a day, however much, and nothing else", async () => {
  await pool.query(
    `insert into engine_seen (id, seen_at) select 'old ' || n, now() - interval '25 hours' from generate_series(1, 12000) n`,
  );
  await pool.query("insert into engine_seen (id, seen_at) values ('young', now() - interval '23 hours')");
  await pool.query(
    `insert into engine_runs (id, function_id, events, batched, due_at, ended_at) values
       ('old', 'f', '{}', false, null, now() - interval '25 hours'),
       ('young', 'f', '{}', false, null, now() - interval '23 hours'),
       ('waiting', 'f', '{}', false, now() - interval '25 hours', null)`,
  );
  await purge(pool);
  expect(await ids("engine_seen")).toEqual(["young"]);
  expect(await ids("engine_runs")).toEqual(["waiting", "young"]);
});

test("reads a handful of blocks where nothing is old, though the space of what was purged is used again", async () => {
  const fill = "insert into engine_seen (id, seen_at) select md5(random()::text), $1 from generate_series(1, 20000)";
  await pool.query(fill, [new Date(0)]);
  await purge(pool);
  await pool.query("vacuum analyze engine_seen");
  await pool.query(fill, [new Date()]);
  await pool.query("vacuum analyze engine_seen");
  const before = await blocksRead();
  await purge(pool);
  expect((await blocksRead()) - before).toBeLessThan(20);
});
