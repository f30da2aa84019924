import { readFileSync, realpathSync, rmSync } from "node:fs";
import { join } from "node:path";
import { inspectProcess } from "../processes.mjs";

/**
 * The server that runs on a cluster, by its postmaster.pid: `{ pid, port, ready }`, or undefined when none does.
 * The file outlives a crash and its number is reused, so it is believed only for a living `postgres` that works in
 * this very folder. PostgreSQL itself would refuse to start for as long as the number is in use, so what is stale
 * is removed here.
 * @param {string} dataDir
 */
export function runningServer(dataDir) {
  const file = join(dataDir, "postmaster.pid");
  let lines;
  try {
    lines = readFileSync(file, "utf8").split("\n");
  } catch {
    return undefined;
  }
  const pid = Number(lines[0]);
  if (isPostmaster(pid, dataDir)) return { pid, port: Number(lines[3]), ready: lines[7]?.trim() === "ready" };
  rmSync(file, { force: true });
  return undefined;
}

function isPostmaster(pid, dataDir) {
  const found = inspectProcess(pid);
  if (!found) return false;
  if (found.command && !/^postgres/.test(found.command)) return false;
  return found.folder === undefined || found.folder === realpathSync(dataDir);
}
