import { type Flow, RAMP_MS } from "@/lib/destinations/flow";
import { SECOND_MS } from "@/lib/time";

/**
 * What a destination takes now. `go`: deliveries, at most so many a second. `probe`: one, to see whether it lives again.
 * `wait`: nothing before `ms` have passed. `rest`: nothing until somebody resumes it. `cancel`: nothing any more.
 */
export type Admission =
  | { kind: "go"; perSecond: number | null }
  | { kind: "probe" }
  | { kind: "wait"; ms: number }
  | { kind: "rest" }
  | { kind: "cancel"; state: "disabled" | "deleted" };

// Two requests come nearer to each other than they were sent: a receiver that showed its pace is given a tenth more.
const LEARNED_MARGIN = 1.1;
const RAMP_FROM_PER_SECOND = 5;
const RAMP_DOUBLES_EVERY_MS = 2 * SECOND_MS;

/** Decides by a destination's flow what may be sent to it: the one place that says "not now". Pure. */
export function admit(flow: Flow): Admission {
  if (flow.state === "disabled" || flow.state === "deleted") return { kind: "cancel", state: flow.state };
  if (flow.state === "paused") return { kind: "rest" };
  // A probe waits for the receiver's patience too.
  const ms = Math.max(flow.isBreakerOpen ? (flow.probeInMs ?? 0) : 0, flow.heldForMs ?? 0);
  if (ms > 0) return { kind: "wait", ms };
  return flow.isBreakerOpen ? { kind: "probe" } : { kind: "go", perSecond: paceOf(flow) };
}

// The slowest of the admin's limit, what the receiver was seen to take, and the ramp after an open breaker.
function paceOf({ perSecond, learnedIntervalMs, closedForMs }: Flow): number | null {
  const limits = [
    perSecond,
    learnedIntervalMs && SECOND_MS / (learnedIntervalMs * LEARNED_MARGIN),
    rampOf(closedForMs),
  ];
  const known = limits.filter((limit) => typeof limit === "number" && limit > 0) as number[];
  return known.length > 0 ? Math.min(...known) : null;
}

function rampOf(closedForMs: number | null): number | null {
  if (closedForMs === null || closedForMs >= RAMP_MS) return null;
  return RAMP_FROM_PER_SECOND * 2 ** (Math.max(0, closedForMs) / RAMP_DOUBLES_EVERY_MS);
}
