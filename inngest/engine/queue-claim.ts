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
  )
  update engine_runs r set owner = $1, due_at = null from due where r.id = due.id ${RETURNING}`;

// Holds the function's lock, so the count of what runs everywhere is exact.
const CLAIM_LIMITED = `
  with running as (
    select concurrency_key, count(*) as count from engine_runs
    where function_id = $2 and owner is not null group by concurrency_key
  ), due as (
    select id, concurrency_key, row_number() over (partition by concurrency_key order by due_at) as place from (
      select id, concurrency_key, due_at from engine_runs
      where function_id = $2 and batched = false and due_at <= now() order by due_at limit 1000
    ) oldest
  ), allowed as (
    select due.id from due left join running on running.concurrency_key is not distinct from due.concurrency_key
    where due.place <= $3::int - coalesce(running.count, 0) order by due.place limit $4
  )
  update engine_runs r set owner = $1, due_at = null from allowed where r.id = allowed.id and r.owner is null ${RETURNING}`;

/** Leases due rows of several lanes, in one statement; rows that another process is taking are passed over. */
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

/** Leases due rows of a function whose concurrency is limited, over all processes: at most `limit` a key run at once. */
export async function claimLimited(
  pool: pg.Pool,
  owner: string,
  { functionId, count, limit }: { functionId: string; count: number; limit: number },
): Promise<ClaimedRun[]> {
  const client = await pool.connect();
  try {
    await client.query("begin");
    // Its own statement: the count must be taken after the lock was got.
    await client.query("select pg_advisory_xact_lock(hashtextextended($1, 0))", [`engine ${functionId}`]);
    const { rows } = await client.query<Row>(CLAIM_LIMITED, [owner, functionId, limit, count]);
    await client.query("commit");
    client.release();
    return rows.map((row) => toRun(row, owner));
  } catch (error) {
    client.release(error as Error);
    throw error;
  }
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
