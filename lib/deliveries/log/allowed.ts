import { whyNotNow } from "@/lib/destinations/flow-view";
import type { DeliveryDestination, DeliveryItem } from "./view";
import { hasEnded, isUnderWay } from "./wait";

/** Why something cannot be done to a delivery now, in words for its button; null when it can. */
export type Allowed = { resend: string | null; retryNow: string | null; cancel: string | null };

type Facts = Pick<DeliveryItem, "status" | "leasedUntil"> & {
  destination: Pick<DeliveryDestination, "kind" | "pausedAt" | "disabledAt" | "deletedAt" | "flow">;
};

const NOT_A_MEMBERS = "Only owners and admins can do this. Ask one of them.";

/** What a reader may do to a delivery at a moment (`now` in Unix milliseconds). The verbs decide; this spares a futile try. Pure. */
export function allowedFor(delivery: Facts, mayChange: boolean, now: number): Allowed {
  if (!mayChange) return { resend: NOT_A_MEMBERS, retryNow: NOT_A_MEMBERS, cancel: NOT_A_MEMBERS };
  const closed = closedReason(delivery);
  const underWay = isUnderWay(delivery, now) ? "An attempt is under way. Wait for its answer." : null;
  if (hasEnded(delivery.status)) {
    const ended = delivery.status === "delivered" ? "It was delivered." : "It has ended. Resend it instead.";
    return { resend: closed, retryNow: ended, cancel: ended.replace(" Resend it instead.", "") };
  }
  return { resend: closed, retryNow: closed ?? underWay ?? whyNotNow(delivery.destination.flow, now), cancel: null };
}

/** Whether a reader may have an open delivery's destination probed, which sends the oldest that waits. Pure. */
export function mayProbe({ status, destination }: Facts, mayChange: boolean): boolean {
  const { pausedAt, disabledAt, deletedAt, flow } = destination;
  return mayChange && !hasEnded(status) && !pausedAt && !disabledAt && !deletedAt && flow.breaker !== null;
}

function closedReason({ destination }: Facts): string | null {
  if (destination.deletedAt) return `The ${destination.kind} was deleted.`;
  if (destination.disabledAt) return `The ${destination.kind} is disabled. Enable it first.`;
  if (destination.pausedAt) return `The ${destination.kind} is paused. Resume it first.`;
  return null;
}
