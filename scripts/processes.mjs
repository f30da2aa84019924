import { execFileSync } from "node:child_process";
import { readFileSync, readlinkSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";

/**
 * What runs under a process id: its command's name and working folder (undefined where they cannot be read).
 * Undefined when nothing runs there; a zombie counts as nothing, it only waits for its parent.
 * @param {number} pid
 */
export function inspectProcess(pid) {
  if (!Number.isInteger(pid) || pid <= 1) return undefined;
  if (process.platform === "linux") return inspectLinux(pid);
  if (process.platform === "win32") return isSignalable(pid) ? {} : undefined;
  return inspectByPs(pid);
}

function inspectLinux(pid) {
  let stat;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  } catch {
    return undefined;
  }
  const nameEnd = stat.lastIndexOf(")");
  const state = stat[nameEnd + 2];
  if (state === "Z" || state === "X") return undefined;
  let folder;
  try {
    folder = readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    // Another user's process.
  }
  return { command: stat.slice(stat.indexOf("(") + 1, nameEnd), folder };
}

function inspectByPs(pid) {
  try {
    const [state, ...command] = execFileSync("ps", ["-o", "stat=,comm=", "-p", String(pid)], { encoding: "utf8" })
      .trim()
      .split(/\s+/);
    if (!state || state.startsWith("Z")) return undefined;
    return { command: command.join(" ").split("/").at(-1) };
  } catch {
    return undefined;
  }
}

function isSignalable(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

/**
 * Waits until a check answers with something truthy, and returns that; undefined after the time is up.
 * @template T
 * @param {() => T | Promise<T>} check
 * @param {{ timeoutMs: number, intervalMs?: number }} options
 */
export async function until(check, { timeoutMs, intervalMs = 25 }) {
  const end = Date.now() + timeoutMs;
  for (;;) {
    const value = await check();
    if (value) return value;
    if (Date.now() >= end) return undefined;
    await delay(intervalMs);
  }
}
