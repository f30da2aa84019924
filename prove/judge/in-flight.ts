import { SECOND_MS } from "@/lib/time";
import type { Arrival } from "./ledger";

// What the sink had answered so recently may not be on record yet.
const RECORD_MS = 250;
// What a process has written to its sockets arrives though the process is frozen.
const ARRIVE_MS = 500;
const ATTEMPT_MS_MAX = 30 * SECOND_MS;

/**
 * How many requests a process had in its sockets when it was frozen: made, and not answered or only just. `ports` are the
 * process's; without them those of all processes are counted.
 */
export function inFlight(
  arrivals: readonly Arrival[],
  ports: ReadonlySet<number> | undefined,
  frozenAt: number,
): number {
  return arrivals.filter(
    ({ at, answersAt, port }) =>
      (ports === undefined || ports.has(port)) &&
      at > frozenAt - ATTEMPT_MS_MAX &&
      at < frozenAt + ARRIVE_MS &&
      (answersAt === null || answersAt > frozenAt - RECORD_MS),
  ).length;
}
