import type pg from "pg";
import type { RowRef, RunState } from "./types";

// What becomes of leased rows. Every statement names the owner, so that a run whose lease was lost writes nothing, and locks
// the rows in the order of their ids, so that no two statements wait for each other.
const OWN = `
  select r.id, r.owner from engine_runs r
  join unnest($1::text[], $2::text[]) as ref(id, owner) on r.id = ref.id and r.owner = ref.owner
  order by r.id for update of r`;

/** What to write of a run that goes on. `dueAtMs` null keeps the lease, else the run is parked until that moment. */
export type RunUpdate = RowRef & { state: RunState | null; attempt: number; dueAtMs: number | null };

/** A batch that begins to keep state: the first row's run, and the others', of the same owner. */
export type MergedBatch = RowRef & { others: readonly string[]; events: readonly string[] };

/** Removes rows whose run is done; says of each whether it was still owned. */
export async function finishRuns(pool: pg.Pool, refs: readonly RowRef[]): Promise<boolean[]> {
  const { rows } = await pool.query<RowRef>(
    `with own as (${OWN}) delete from engine_runs r using own where r.id = own.id returning own.id, own.owner`,
    columns(refs),
  );
  return areAmong(refs, rows);
}

/** Saves runs between their steps, or parks them until they fall due; says of each whether it was still owned. */
export async function updateRuns(pool: pg.Pool, updates: readonly RunUpdate[]): Promise<boolean[]> {
  const { rows } = await pool.query<RowRef>(
    `with own as (${OWN})
     update engine_runs r set state = u.state, attempt = u.attempt,
       owner = case when u.due_ms is null then r.owner end,
       due_at = case when u.due_ms is not null then greatest(to_timestamp(u.due_ms / 1000), now()) end
     from own join unnest($1::text[], $2::text[], $3::text[], $4::int[], $5::float8[])
       as u(id, owner, state, attempt, due_ms) on u.id = own.id and u.owner = own.owner
     where r.id = own.id returning own.id, own.owner`,
    [
      ...columns(updates),
      updates.map(({ state }) => (state ? JSON.stringify(state) : null)),
      updates.map(({ attempt }) => attempt),
      updates.map(({ dueAtMs }) => dueAtMs),
    ],
  );
  return areAmong(updates, rows);
}

/**
 * Makes one row of a batch that begins to keep state: from now on it is a run of its own with all the events. False, and
 * nothing is written, unless all of its rows are still owned: an event would be lost, or run twice.
 */
export async function mergeBatch(pool: pg.Pool, { id, owner, others, events }: MergedBatch): Promise<boolean> {
  const ids = [id, ...others];
  const { rowCount } = await pool.query(
    `with own as (${OWN}), complete as (select count(*) = cardinality($1) as yes from own),
     gone as (delete from engine_runs r using own, complete where r.id = own.id and r.id <> $3 and complete.yes)
     update engine_runs r set events = $4, batched = false from complete where r.id = $3 and complete.yes`,
    [...columns(ids.map((rowId) => ({ id: rowId, owner }))), id, `[${events.join(",")}]`],
  );
  return rowCount === 1;
}

/** Marks rows as failed for good; they stay for a day to be looked at. Says of each whether it was still owned. */
export async function failRuns(pool: pg.Pool, refs: readonly RowRef[], error: string): Promise<boolean[]> {
  const { rows } = await pool.query<RowRef>(
    `with own as (${OWN})
     update engine_runs r set owner = null, due_at = null, state = null, ended_at = now(), error = $3
     from own where r.id = own.id returning own.id, own.owner`,
    [...columns(refs), error],
  );
  return areAmong(refs, rows);
}

/** Says of each row whether it is still owned. */
export async function areOwned(pool: pg.Pool, refs: readonly RowRef[]): Promise<boolean[]> {
  const { rows } = await pool.query<RowRef>(OWN, columns(refs));
  return areAmong(refs, rows);
}

/** Moves rows out of the batch lanes of functions that take no batches any more. */
export async function unbatch(pool: pg.Pool, functionIds: readonly string[]): Promise<void> {
  await pool.query(
    `with rows as (
       select id from engine_runs where batched and function_id = any($1) order by id for update
     )
     update engine_runs r set batched = false from rows where r.id = rows.id`,
    [functionIds],
  );
}

function columns(refs: readonly RowRef[]): [ids: string[], owners: string[]] {
  return [refs.map(({ id }) => id), refs.map(({ owner }) => owner)];
}

function areAmong(refs: readonly RowRef[], rows: readonly RowRef[]): boolean[] {
  const written = new Set(rows.map(keyOf));
  return refs.map((ref) => written.has(keyOf(ref)));
}

function keyOf({ id, owner }: RowRef): string {
  return `${owner} ${id}`;
}
