import type pg from "pg";
import type { NewRun } from "./types";

/** An event that no engine has routed yet. */
export type StoredEvent = { id: string; text: string };

// One event id starts its runs once within the idempotency window: the runs of an id that was seen are left out.
const INSERT_RUNS = `
  with input as (
    select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::boolean[], $6::float8[], $7::text[])
      as t(id, function_id, event_id, events, batched, due_ms, owner)
  ), fresh as (
    insert into engine_seen (id) select distinct event_id from input order by 1 on conflict do nothing returning id
  )
  insert into engine_runs (id, function_id, events, batched, owner, due_at)
  select input.id, function_id, events, batched, living.id,
    case when living.id is null then greatest(to_timestamp(due_ms / 1000), now()) end
  from input join fresh on fresh.id = input.event_id
  left join engine_instances living on living.id = input.owner and living.expired_at is null
  returning id, owner is not null as leased`;

/** What became of a run that was inserted. `repeated`: its event has been seen before, and there is no such run. */
export type Inserted = "leased" | "queued" | "repeated";

/**
 * Inserts runs, in one statement. Runs with an owner are leased from the start, unless that engine has expired: then, and
 * without an owner, they are queued.
 */
export async function insertRuns(pool: pg.Pool, runs: readonly NewRun[]): Promise<Inserted[]> {
  const firsts = firstOfEachEvent(runs);
  const { rows } = await pool.query<{ id: string; leased: boolean }>(INSERT_RUNS, [
    firsts.map((run) => run.id),
    firsts.map((run) => run.functionId),
    firsts.map((run) => run.eventId),
    firsts.map((run) => run.event),
    firsts.map((run) => run.batched),
    firsts.map((run) => run.dueAtMs),
    firsts.map((run) => run.owner),
  ]);
  const leased = new Map(rows.map((row) => [row.id, row.leased]));
  return runs.map(({ id }) => (leased.has(id) ? (leased.get(id) ? "leased" : "queued") : "repeated"));
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

/** Forgets events that have been routed. Those that another process is forgetting are passed over. */
export async function dropStoredEvents(pool: pg.Pool, ids: readonly string[]): Promise<void> {
  await pool.query(
    `delete from engine_events where id in
       (select id from engine_events where id = any($1) order by id for update skip locked)`,
    [ids],
  );
}
