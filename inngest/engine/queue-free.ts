import type pg from "pg";
import type { RowRef } from "./types";

// How leases end without their run: given back, or taken over. Rows are locked in the order of their ids.

/** Gives leased rows back, as they are, for anybody to take at once. Those whose lease was lost stay as they are. */
export async function handBack(pool: pg.Pool, refs: readonly RowRef[]): Promise<void> {
  if (refs.length === 0) return;
  await pool.query(
    `with own as (
       select r.id from engine_runs r
       join unnest($1::text[], $2::text[]) as ref(id, owner) on r.id = ref.id and r.owner = ref.owner
       order by r.id for update of r
     )
     update engine_runs r set owner = null, due_at = now() from own where r.id = own.id`,
    [refs.map(({ id }) => id), refs.map(({ owner }) => owner)],
  );
}

/** The rows that an instance has leased. */
export async function leasedBy(pool: pg.Pool, owner: string): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>("select id from engine_runs where owner = $1", [owner]);
  return rows.map(({ id }) => id);
}

/** Those who lease rows and are not on the list of engines at all. */
export async function unlistedOwners(pool: pg.Pool): Promise<string[]> {
  const { rows } = await pool.query<{ owner: string }>(
    `select distinct owner from engine_runs r
     where owner is not null and not exists (select 1 from engine_instances i where i.id = r.owner)`,
  );
  return rows.map(({ owner }) => owner);
}

/**
 * Frees what expired engines have leased, and the `unlisted` ones unless they are on the list by now. Says how many rows.
 * Those that are being written are passed over: they come the next time.
 */
export async function takeOver(pool: pg.Pool, unlisted: readonly string[]): Promise<number> {
  const { rowCount } = await pool.query(
    `with gone as (
       select id from engine_instances where expired_at is not null
       union
       select id from unnest($1::text[]) as u(id) where not exists (select 1 from engine_instances i where i.id = u.id)
     ), freed as (
       select r.id from engine_runs r where r.owner in (select id from gone) order by r.id for update skip locked
     )
     update engine_runs r set owner = null, due_at = now() from freed where r.id = freed.id`,
    [unlisted],
  );
  return rowCount ?? 0;
}
