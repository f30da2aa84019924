import type pg from "pg";
import type { NewRun } from "./types";

/** An event that no engine has routed yet. */
export type StoredEvent = { id: string; text: string };

// One event id starts its runs once within the idempotency window: the runs of an id that was seen are left out.
const INSERT_RUNS = `
  with input as (
    select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::boolean[], $6::text[], $7::float8[], $8::text[])
      as t(id, function_id, event_id, events, batched, concurrency_key, delay_ms, owner)
  ), fresh as (
    insert into engine_seen (id) select distinct event_id from input order by 1 on conflict do nothing returning id
  )
  insert into engine_runs (id, function_id, events, batched, concurrency_key, owner, due_at)
  select input.id, function_id, events, batched, concurrency_key, owner,
    case when owner is null then now() + greatest(delay_ms, 0) * interval '1 millisecond' end
  from input join fresh on fresh.id = input.event_id
  returning id`;

/** Inserts runs, in one statement; says of each whether it is new. Runs with an owner are leased from the start. */
export async function insertRuns(pool: pg.Pool, runs: readonly NewRun[]): Promise<boolean[]> {
  const firsts = firstOfEachEvent(runs);
  const { rows } = await pool.query<{ id: string }>(INSERT_RUNS, [
    firsts.map((run) => run.id),
    firsts.map((run) => run.functionId),
    firsts.map((run) => run.eventId),
    firsts.map((run) => run.event),
    firsts.map((run) => run.batched),
    firsts.map((run) => run.concurrencyKey),
    firsts.map((run) => run.delayMs),
    firsts.map((run) => run.owner),
  ]);
  if (rows.length === runs.length) return runs.map(() => true);
  const added = new Set(rows.map(({ id }) => id));
  return runs.map(({ id }) => added.has(id));
}

// The same event sent twice in one group would pass the check of both: only the first sending's runs count.
function firstOfEachEvent(runs: readonly NewRun[]): readonly NewRun[] {
  const claimed = new Set<string>();
  const kept = runs.filter(({ eventId, functionId }) => {
    const key = `${eventId}\n${functionId}`;
    return claimed.has(key) ? false : claimed.add(key);
  });
  return kept.length === runs.length ? runs : kept;
}

/** Keeps events for the next engine to route. A repeated id is kept once. */
export async function storeEvents(pool: pg.Pool, events: readonly StoredEvent[]): Promise<void> {
  await pool.query(
    `insert into engine_events (id, event) select distinct on (id) id, event from unnest($1::text[], $2::text[]) as t(id, event)
     order by id on conflict do nothing`,
    [events.map(({ id }) => id), events.map(({ text }) => text)],
  );
}

/** The oldest events that wait to be routed. */
export async function readStoredEvents(pool: pg.Pool, limit: number): Promise<StoredEvent[]> {
  const { rows } = await pool.query<StoredEvent>(
    "select id, event as text from engine_events order by received_at limit $1",
    [limit],
  );
  return rows;
}

/** Forgets events that have been routed. */
export async function dropStoredEvents(pool: pg.Pool, ids: readonly string[]): Promise<void> {
  await pool.query("delete from engine_events where id = any($1)", [ids]);
}
