import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { MINUTE_MS } from "@/lib/time";
import { lockHolder, takeLock } from "../../scripts/lock.mjs";
import { stopPostgres } from "../../scripts/postgres/server.mjs";

const PREFIX = "atelyaos-prove-";

/** A run's folder for clusters, disks and logs, gone after `remove()`. */
export type RunFolder = { path: string; remove(): Promise<void> };

/** Makes one, and clears away first what killed runs have left: servers, mounted disks, files. */
export async function makeRunFolder(): Promise<RunFolder> {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(PREFIX))) {
    const left = join(tmpdir(), name);
    if (lockHolder(join(left, "owner")) === undefined && isOld(left)) await clear(left);
  }
  const path = mkdtempSync(join(tmpdir(), PREFIX));
  // Where root starts PostgreSQL, another user runs it, who has to pass.
  chmodSync(path, 0o711);
  const lock = takeLock(join(path, "owner"));
  return {
    path,
    remove: async () => {
      lock.release?.();
      await clear(path);
    },
  };
}

/** The folder of a cluster in a run's folder. */
export function clusterFolder(run: string, name: string): string {
  const folder = join(run, `postgres-${name}`);
  mkdirSync(folder, { recursive: true, mode: 0o711 });
  return folder;
}

async function clear(path: string): Promise<void> {
  for (const name of readdirSync(path).filter((entry) => entry.startsWith("postgres-"))) {
    const folder = join(path, name);
    const home = await stopPostgres(folder).catch(() => folder);
    if (home !== folder) rmSync(home, { recursive: true, force: true });
    if (isMounted(folder)) execFileSync("umount", [folder]);
  }
  rmSync(path, { recursive: true, force: true });
}

/** Whether something is mounted at a path. Always false where /proc is absent. */
export function isMounted(path: string): boolean {
  try {
    return readFileSync("/proc/self/mounts", "utf8").includes(` ${path} `);
  } catch {
    return false;
  }
}

// One that was made a moment ago may not have named its owner yet.
function isOld(folder: string): boolean {
  try {
    return Date.now() - statSync(folder).mtimeMs > MINUTE_MS;
  } catch {
    return false;
  }
}
