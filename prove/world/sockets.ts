import { readdirSync, readFileSync, readlinkSync } from "node:fs";

const TABLES = ["/proc/net/tcp", "/proc/net/tcp6"];
// In a line of those tables: the local address and port in hexadecimal, and the socket's number.
const LOCAL = 1;
const INODE = 9;

/** The local TCP ports of a process's sockets; undefined where /proc does not tell. */
export function portsOf(pid: number): ReadonlySet<number> | undefined {
  try {
    const sockets = new Set(readdirSync(`/proc/${pid}/fd`).map((name) => socketOf(`/proc/${pid}/fd/${name}`)));
    const rows = TABLES.flatMap((table) => readFileSync(table, "utf8").trim().split("\n").slice(1));
    const fields = rows.map((row) => row.trim().split(/\s+/));
    return new Set(fields.filter((field) => sockets.has(field[INODE])).map((field) => portIn(field[LOCAL])));
  } catch {
    return undefined;
  }
}

function socketOf(path: string): string | undefined {
  try {
    return /^socket:\[(\d+)\]$/.exec(readlinkSync(path))?.[1];
  } catch {
    // Closed meanwhile.
    return undefined;
  }
}

function portIn(address = ""): number {
  return Number.parseInt(address.split(":")[1] ?? "", 16);
}
