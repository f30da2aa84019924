import { linkSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { inspectProcess } from "./processes.mjs";

/**
 * Takes a lock file for this process. Returns `{ release }`, or `{ holder: pid }` while a living process has it.
 * A lock whose holder died, or was reused by something that is not Node, is taken over.
 * @param {string} file
 */
export function takeLock(file) {
  const mine = `${file}.${process.pid}`;
  writeFileSync(mine, String(process.pid), { mode: 0o600 });
  try {
    for (let attempt = 0; attempt < 3; attempt++) {
      try {
        // A link appears with its content at once: nobody ever reads a half-written lock.
        linkSync(mine, file);
        return { release: () => releaseLock(file) };
      } catch (error) {
        if (error.code !== "EEXIST") throw error;
      }
      const holder = lockHolder(file);
      if (holder !== undefined) return { holder };
      rmSync(file, { force: true });
    }
    return { holder: Number.NaN };
  } finally {
    rmSync(mine, { force: true });
  }
}

/** The process id that holds the lock, undefined when none does. */
export function lockHolder(file) {
  try {
    const pid = Number(readFileSync(file, "utf8"));
    if (pid === process.pid) return pid;
    const found = inspectProcess(pid);
    if (!found) return undefined;
    if (found.command && !/node|main/i.test(found.command)) return undefined;
    return isOlder(file, pid) ? pid : undefined;
  } catch {
    return undefined;
  }
}

// A process that started after the lock was written only inherited the number.
function isOlder(file, pid) {
  if (process.platform !== "linux") return true;
  const slackMs = 2000;
  return statSync(`/proc/${pid}`).ctimeMs <= statSync(file).mtimeMs + slackMs;
}

function releaseLock(file) {
  try {
    if (Number(readFileSync(file, "utf8")) === process.pid) rmSync(file, { force: true });
  } catch {
    // Gone already.
  }
}
