import { heldUntilOf, paceOf } from "@/lib/destinations/flow-view";
import { SECOND_MS } from "@/lib/time";
import type { DeliveryStatus } from "./filter-schema";
import type { DeliveryDestination, DeliveryItem } from "./view";

/** What decides how long an open delivery still waits. */
export type WaitFacts = Pick<DeliveryItem, "dueAt" | "leasedUntil"> & {
  destination: Pick<DeliveryDestination, "pausedAt" | "disabledAt" | "deletedAt" | "flow">;
};

/**
 * What an open delivery waits for. `sending`: nothing, its request is on its way. `held`: somebody who lets its
 * destination go on. `probe`: the next probe of an open breaker. `patience`: the end of what the receiver asked for.
 * `schedule`: its own due time. `turn`: its turn at a destination with a limit, given as the milliseconds between two
 * requests. `moment`: nothing that is worth a word. Moments are Unix milliseconds.
 */
export type Wait =
  | { kind: "sending" }
  | { kind: "held"; by: "deleted" | "disabled" | "paused" }
  | { kind: "probe" | "patience" | "schedule"; at: number }
  | { kind: "turn"; intervalMs: number }
  | { kind: "moment" };

/** What an open delivery waits for at a moment (`now` in Unix milliseconds): of several things, the one that lasts longest. Pure. */
export function waitOf(delivery: WaitFacts, now: number): Wait {
  const { leasedUntil, dueAt, destination } = delivery;
  if (isLeased(leasedUntil, now)) return { kind: "sending" };
  const by = heldBy(destination);
  if (by) return { kind: "held", by };
  // A scheduler's second of delay is no wait worth a word.
  const due = dueAt === null ? now : Date.parse(dueAt);
  const schedule: Wait | null = due - now < SECOND_MS ? null : { kind: "schedule", at: due };
  const { breaker } = destination.flow;
  const heldUntil = heldUntilOf(destination.flow, now);
  if (breaker) {
    const at = Math.max(now, Date.parse(breaker.nextProbeAt));
    return schedule && due > at ? schedule : { kind: "probe", at };
  }
  if (heldUntil !== null && heldUntil >= due) return { kind: "patience", at: heldUntil };
  if (schedule) return schedule;
  const intervalMs = paceOf(destination.flow, now);
  return intervalMs === null ? { kind: "moment" } : { kind: "turn", intervalMs };
}

function heldBy(destination: WaitFacts["destination"]): "deleted" | "disabled" | "paused" | null {
  if (destination.deletedAt) return "deleted";
  if (destination.disabledAt) return "disabled";
  return destination.pausedAt ? "paused" : null;
}

/** Whether more can happen to it by itself. */
export function hasEnded(status: DeliveryStatus): boolean {
  return status === "delivered" || status === "failed" || status === "cancelled";
}

/** Whether a request is on its way at this moment. */
export function isUnderWay(delivery: Pick<DeliveryItem, "status" | "leasedUntil">, now: number): boolean {
  return !hasEnded(delivery.status) && isLeased(delivery.leasedUntil, now);
}

function isLeased(leasedUntil: string | null, now: number): boolean {
  return leasedUntil !== null && Date.parse(leasedUntil) > now;
}
