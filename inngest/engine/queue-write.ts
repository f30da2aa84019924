import type pg from "pg";
import type { RunState } from "./types";

// Every statement here names the owner: a run whose lease was lost writes nothing.

export type RowRef = { id: string; owner: string };

/** What to write of a run that goes on. `delayMs` null keeps the lease, else the row falls due after so long. */
export type RunUpdate = RowRef & { state: RunState | null; attempt: number; delayMs: number | null };

/** Removes rows that have succeeded; says of each whether it was still owned. */
export async function finishRuns(pool: pg.Pool, refs: readonly RowRef[]): Promise<boolean[]> {
  const owners = new Set(refs.map(({ owner }) => owner));
  const gone = new Set<string>();
  for (const owner of owners) {
    const ids = refs.filter((ref) => ref.owner === owner).map(({ id }) => id);
    const { rows } = await pool.query<{ id: string }>(
      "delete from engine_runs where id = any($1) and owner = $2 returning id",
      [ids, owner],
    );
    for (const { id } of rows) gone.add(id);
  }
  return refs.map(({ id }) => gone.has(id));
}

/** Saves runs between their steps, or sets them aside until they fall due; says of each whether it was still owned. */
export async function updateRuns(pool: pg.Pool, updates: readonly RunUpdate[]): Promise<boolean[]> {
  const { rows } = await pool.query<{ id: string }>(
    `update engine_runs r set state = u.state, attempt = u.attempt,
       owner = case when u.delay_ms is null then r.owner end,
       due_at = case when u.delay_ms is not null then now() + greatest(u.delay_ms, 0) * interval '1 millisecond' end
     from unnest($1::text[], $2::text[], $3::text[], $4::int[], $5::float8[]) as u(id, owner, state, attempt, delay_ms)
     where r.id = u.id and r.owner = u.owner returning r.id`,
    [
      updates.map(({ id }) => id),
      updates.map(({ owner }) => owner),
      updates.map(({ state }) => (state ? JSON.stringify(state) : null)),
      updates.map(({ attempt }) => attempt),
      updates.map(({ delayMs }) => delayMs),
    ],
  );
  const written = new Set(rows.map(({ id }) => id));
  return updates.map(({ id }) => written.has(id));
}

/** Makes one row of a batch that begins to keep state: from now on it is a run of its own with all the events. */
export async function mergeBatch(
  pool: pg.Pool,
  batch: { id: string; others: readonly string[]; owner: string; events: readonly string[] },
): Promise<boolean> {
  const { rowCount } = await pool.query(
    `with gone as (delete from engine_runs where id = any($1) and owner = $3)
     update engine_runs set events = $4, batched = false where id = $2 and owner = $3`,
    [batch.others, batch.id, batch.owner, `[${batch.events.join(",")}]`],
  );
  return rowCount === 1;
}

/** Marks rows as failed for good; they stay for a day to be looked at. */
export async function failRuns(pool: pg.Pool, refs: readonly RowRef[], error: string): Promise<boolean> {
  const { rowCount } = await pool.query(
    `update engine_runs set owner = null, due_at = null, state = null, ended_at = now(), error = $3
     where id = any($1) and owner = $2`,
    [refs.map(({ id }) => id), refs[0]?.owner, error],
  );
  return rowCount === refs.length;
}

/** Gives leased rows back, as they are, for anybody to take at once. */
export async function handBack(pool: pg.Pool, owner: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await pool.query(
    "update engine_runs set owner = null, due_at = now() where id = any($1) and owner = $2 and ended_at is null",
    [ids, owner],
  );
}

/** The rows that an instance has leased. */
export async function leasedBy(pool: pg.Pool, owner: string): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>("select id from engine_runs where owner = $1", [owner]);
  return rows.map(({ id }) => id);
}

const PURGE_ROWS_MAX = 10_000;

/** Forgets event ids and failed runs of more than a day ago. */
export async function purge(pool: pg.Pool): Promise<void> {
  await pool.query("delete from engine_runs where ended_at < now() - interval '24 hours'");
  for (;;) {
    const { rowCount } = await pool.query(
      `delete from engine_seen where id in
         (select id from engine_seen where seen_at < now() - interval '24 hours' order by seen_at limit $1)`,
      [PURGE_ROWS_MAX],
    );
    if ((rowCount ?? 0) < PURGE_ROWS_MAX) return;
  }
}

/** Moves rows out of the batch lanes of functions that take no batches any more. */
export async function unbatch(pool: pg.Pool, functionIds: readonly string[]): Promise<void> {
  await pool.query("update engine_runs set batched = false where batched and function_id = any($1)", [functionIds]);
}
