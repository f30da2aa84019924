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

/** Puts an engine on the list. False when its name is there already, as that of one that has expired. */
export async function announce(pool: pg.Pool, id: string): Promise<boolean> {
  const { rowCount } = await pool.query(
    "insert into engine_instances (id, host, pid) values ($1, $2, $3) on conflict do nothing",
    [id, host, process.pid],
  );
  return rowCount === 1;
}

/** One beat. False when this engine is not on the list, or has expired there. */
export async function beat(pool: pg.Pool, id: string): Promise<boolean> {
  const { rowCount } = await pool.query(
    "update engine_instances set beat_at = now() where id = $1 and expired_at is null",
    [id],
  );
  return rowCount === 1;
}

/** Takes an engine off the list. */
export async function leave(pool: pg.Pool, id: string): Promise<void> {
  await pool.query("delete from engine_instances where id = $1", [id]);
}

/**
 * Marks those of the others as expired that have died: silent for longer than `silentMs`, or of this machine and without a
 * process. Says how many. They stay on the list for a day, so that one that was only frozen learns that it lost its leases.
 */
export async function expireDead(pool: pg.Pool, self: string, silentMs: number): Promise<number> {
  const { rows } = await pool.query<{ id: string; pid: number }>(
    "select id, pid from engine_instances where expired_at is null and host = $1",
    [host],
  );
  const gone = rows.filter(({ pid }) => !isAlive(pid)).map(({ id }) => id);
  // Whose row is locked is beating at this moment.
  const { rowCount } = await pool.query(
    `with dead as (
       select id from engine_instances
       where expired_at is null and id <> $1
         and (beat_at < now() - $2 * interval '1 millisecond' or id = any($3))
       order by id for update skip locked
     )
     update engine_instances i set expired_at = now() from dead where i.id = dead.id`,
    [self, silentMs, gone],
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
