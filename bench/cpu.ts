import { readdirSync, readFileSync } from "node:fs";

// Linux counts CPU time in hundredths of a second, whatever the kernel's own tick is.
const MS_PER_TICK = 10;

/** CPU time in ms of a process's living children (PostgreSQL's backends) and of itself; null where /proc is absent. */
export function cpuOfTree(pid: number): number | null {
  try {
    const family = readdirSync("/proc")
      .filter((name) => /^\d+$/.test(name))
      .flatMap((name) => stat(name));
    return family
      .filter((process) => process.pid === pid || process.parent === pid)
      .reduce((total, process) => total + process.cpuMs, 0);
  } catch {
    return null;
  }
}

function stat(name: string): { pid: number; parent: number; cpuMs: number }[] {
  try {
    // The name in parentheses may hold spaces; what follows the last one is in fixed places.
    const fields = readFileSync(`/proc/${name}/stat`, "utf8")
      .replace(/^.*\) /s, "")
      .split(" ");
    const cpuMs = (Number(fields[11]) + Number(fields[12])) * MS_PER_TICK;
    return [{ pid: Number(name), parent: Number(fields[1]), cpuMs }];
  } catch {
    return [];
  }
}
