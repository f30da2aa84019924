import { readFileSync, readlinkSync } from "node:fs";
import { hostname } from "node:os";
import type pg from "pg";

/** Where a pid means something: this boot of this machine, and this process namespace on Linux. */
function readHost(): string {
  try {
    return `${readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim()} ${readlinkSync("/proc/self/ns/pid")}`;
  } catch {
    return hostname();
  }
}

const host = readHost();

/** Announces a living engine. */
export async function announce(pool: pg.Pool, id: string): Promise<void> {
  await pool.query("insert into engine_instances (id, host, pid) values ($1, $2, $3)", [id, host, process.pid]);
}

/** One beat. False when the others have given this instance up: its leases are gone, it must announce itself anew. */
export async function beat(pool: pg.Pool, id: string): Promise<boolean> {
  const { rowCount } = await pool.query("update engine_instances set beat_at = now() where id = $1", [id]);
  return rowCount === 1;
}

/** Takes an instance off the list; whatever it still leases is then taken over. */
export async function leave(pool: pg.Pool, id: string): Promise<void> {
  await pool.query("delete from engine_instances where id = $1", [id]);
}

/** Takes instances off the list that have died: silent for too long, or of this machine and without a process. */
export async function buryDead(pool: pg.Pool, silentMs: number): Promise<number> {
  const { rows } = await pool.query<{ id: string; host: string; pid: number; silent: boolean }>(
    "select id, host, pid, beat_at < now() - $1 * interval '1 millisecond' as silent from engine_instances",
    [silentMs],
  );
  const dead = rows.filter((row) => row.silent || (row.host === host && !isAlive(row.pid)));
  if (dead.length === 0) return 0;
  const { rowCount } = await pool.query(
    `delete from engine_instances i using unnest($1::text[], $2::boolean[]) as d(id, silent)
     where i.id = d.id and (not d.silent or i.beat_at < now() - $3 * interval '1 millisecond')`,
    [dead.map(({ id }) => id), dead.map(({ silent }) => silent), silentMs],
  );
  return rowCount ?? 0;
}

/** Frees the leases of instances that are not on the list; says how many. */
export async function takeOver(pool: pg.Pool): Promise<number> {
  const { rowCount } = await pool.query(
    `update engine_runs r set owner = null, due_at = now()
     where r.owner is not null and r.ended_at is null
       and not exists (select 1 from engine_instances i where i.id = r.owner)`,
  );
  return rowCount ?? 0;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
