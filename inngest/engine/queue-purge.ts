import type pg from "pg";

const ROWS_MAX = 5_000;
// A backlog of more than a million rows takes more than one round.
const STATEMENTS_MAX = 200;

// Whoever locks a row there is purging it too, or its run is being looked at: it is gone, or it goes the next time.
const OLD_SEEN = `
  delete from engine_seen where id in (
    select id from engine_seen where seen_at < now() - interval '24 hours'
    order by seen_at limit $1 for update skip locked)`;

const OLD_FAILED = `
  delete from engine_runs where id in (
    select id from engine_runs where ended_at < now() - interval '24 hours'
    order by ended_at limit $1 for update skip locked)`;

// None of them leases anything any more: it was taken over, row by row, every few seconds of that day.
const OLD_EXPIRED = `
  delete from engine_instances where id in (
    select id from engine_instances where expired_at < now() - interval '24 hours'
    order by id limit $1 for update skip locked)`;

/** Forgets event ids, failed runs and expired engines of more than a day ago, in short statements. Any number of processes may do so at once. */
export async function purge(pool: pg.Pool): Promise<void> {
  for (const statement of [OLD_SEEN, OLD_FAILED, OLD_EXPIRED]) {
    for (let count = 0; count < STATEMENTS_MAX; count++) {
      const { rowCount } = await pool.query(statement, [ROWS_MAX]);
      if ((rowCount ?? 0) < ROWS_MAX) break;
    }
  }
}
