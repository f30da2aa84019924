import { pool } from "./harness";

/** A row of the queue as a test wants it; what is left out is as in a row that is due. */
export type Row = { id: string; owner?: string; batched?: boolean; functionId?: string; dueInMs?: number };

/** Puts rows into the queue, in the order given. Those with an owner are leased, the others fall due after `dueInMs`. */
export async function putRows(...rows: readonly Row[]): Promise<void> {
  for (const { id, owner = null, batched = false, functionId = "f", dueInMs = -1 } of rows) {
    await pool.query(
      `insert into engine_runs (id, function_id, events, batched, owner, due_at)
       values ($1, $2, $3, $4, $5, case when $5::text is null then now() + $6 * interval '1 millisecond' end)`,
      [id, functionId, JSON.stringify({ name: "t/e", data: { id } }), batched, owner, dueInMs],
    );
  }
}

/** Puts engines on the list: name, and how long ago it has beaten. */
export async function putInstance(id: string, { silentForMs = 0, expired = false, host = "elsewhere", pid = 1 } = {}) {
  await pool.query(
    `insert into engine_instances (id, host, pid, beat_at, expired_at)
     values ($1, $2, $3, now() - $4 * interval '1 millisecond', case when $5 then now() end)`,
    [id, host, pid, silentForMs, expired],
  );
}

/** Who has leased each row; "-" is nobody, "failed" one that has ended. */
export async function owners(): Promise<Record<string, string>> {
  const { rows } = await pool.query<{ id: string; owner: string }>(
    `select id, case when ended_at is not null then 'failed' else coalesce(owner, '-') end as owner
     from engine_runs order by id`,
  );
  return Object.fromEntries(rows.map(({ id, owner }) => [id, owner]));
}

export async function emptyQueue(): Promise<void> {
  await pool.query("truncate engine_runs, engine_events, engine_seen, engine_instances");
}
