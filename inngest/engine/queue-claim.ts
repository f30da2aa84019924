import type pg from "pg";
import type { LeasedRun } from "./types";

/** How many due rows of one lane are wanted. */
export type Want = { functionId: string; batched: boolean; count: number };

export type ClaimedRun = LeasedRun & { batched: boolean };

type Row = { id: string; function_id: string; batched: boolean; events: string; attempt: number; state: string | null };

const RETURNING = "returning r.id, r.function_id, r.batched, r.events, r.attempt, r.state";

const CLAIM = `
  with due as (
    select picked.id
    from unnest($2::text[], $3::boolean[], $4::int[]) as lane(function_id, batched, wanted)
    cross join lateral (
      select id from engine_runs q
      where q.function_id = lane.function_id and q.batched = lane.batched and q.due_at <= now()
      order by q.due_at limit lane.wanted for update skip locked
    ) picked
    where exists (select 1 from engine_instances where id = $1 and expired_at is null)
  )
  update engine_runs r set owner = $1, due_at = null from due where r.id = due.id ${RETURNING}`;

/**
 * Leases due rows of several lanes, in one statement; rows that another process is taking are passed over. An engine that has
 * expired gets none: its leases would be taken over at once.
 */
export async function claimRuns(pool: pg.Pool, owner: string, wants: readonly Want[]): Promise<ClaimedRun[]> {
  if (wants.length === 0) return [];
  const { rows } = await pool.query<Row>(CLAIM, [
    owner,
    wants.map(({ functionId }) => functionId),
    wants.map(({ batched }) => batched),
    wants.map(({ count }) => count),
  ]);
  return rows.map((row) => toRun(row, owner));
}

/** Milliseconds until the next row of these functions falls due; undefined when none waits. Due ones do not count. */
export async function nextDueMs(pool: pg.Pool, functionIds: readonly string[]): Promise<number | undefined> {
  const { rows } = await pool.query<{ ms: number | null }>(
    `select (extract(epoch from min(next.due_at) - now()) * 1000)::float8 as ms
     from unnest($1::text[]) as f(id) cross join unnest(array[true, false]) as b(batched)
     cross join lateral (
       select due_at from engine_runs q
       where q.function_id = f.id and q.batched = b.batched and q.due_at > now() order by q.due_at limit 1
     ) next`,
    [functionIds],
  );
  return rows[0]?.ms ?? undefined;
}

function toRun(row: Row, owner: string): ClaimedRun {
  return {
    id: row.id,
    functionId: row.function_id,
    batched: row.batched,
    events: row.events.startsWith("[")
      ? (JSON.parse(row.events) as unknown[]).map((event) => JSON.stringify(event))
      : [row.events],
    attempt: row.attempt,
    state: row.state === null ? null : JSON.parse(row.state),
    owner,
  };
}
