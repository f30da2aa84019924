import { spanInWords } from "@/lib/time";
import type { DeliveryStatus } from "./filter-schema";
import type { DeliveryItem } from "./view";

export type Tone = "success" | "warning" | "danger" | "neutral" | "info";

/** How a delivery stands, in words. `label` fits a table's cell, `headline` stands over its page. */
export type Sentence = { tone: Tone; label: string; headline: string };

/** What the sentence is drawn from. */
export type DeliveryState = Pick<
  DeliveryItem,
  "status" | "attemptCount" | "dueAt" | "leasedUntil" | "lastError" | "lastStatus"
> & { destination: Pick<DeliveryItem["destination"], "kind" | "pausedAt" | "disabledAt" | "deletedAt"> };

/** How no answer is called, by its class. The attempt's explanation tells more. */
export const ERROR_WORDS: Record<string, string> = {
  dns: "name not found",
  unreachable: "unreachable",
  tls: "TLS failed",
  timeout: "timed out",
  reset: "connection reset",
  too_large: "answer too large",
  rejected: "not sent",
};

/** An attempt's verdict as a tone. */
export const VERDICT_TONES: Record<string, Tone> = { delivered: "success", retry: "warning", permanent: "danger" };

/** How each status is called where no delivery is at hand: filters, lists of other deliveries. */
export const STATUS_WORDS: Record<DeliveryStatus, { tone: Tone; label: string }> = {
  pending: { tone: "neutral", label: "Waiting" },
  retrying: { tone: "warning", label: "Retrying" },
  delivered: { tone: "success", label: "Delivered" },
  failed: { tone: "danger", label: "Failed" },
  cancelled: { tone: "neutral", label: "Cancelled" },
};

/** Why a delivery exists, where that is not simply its event. */
export const ORIGIN_WORDS: Record<string, string> = { test: "Test", resend: "Resend", replay: "Replay" };

/** A delivery's state at a moment (`now` in Unix milliseconds). Pure. */
export function describeDelivery(delivery: DeliveryState, now: number): Sentence {
  return { tone: STATUS_WORDS[delivery.status].tone, ...words[delivery.status](delivery, now) };
}

type Words = { label: string; headline: string };

const words: Record<DeliveryStatus, (delivery: DeliveryState, now: number) => Words> = {
  delivered: ({ attemptCount }) => ({
    label: "Delivered",
    headline: attemptCount > 1 ? `Delivered on attempt ${attemptCount}` : "Delivered",
  }),
  failed: ({ attemptCount }) => ({
    label: "Failed",
    headline: attemptCount === 0 ? "Failed before it was sent" : `Failed after ${times(attemptCount)}`,
  }),
  cancelled: ({ attemptCount }) => ({
    label: "Cancelled",
    headline: attemptCount === 0 ? "Cancelled before it was sent" : `Cancelled after ${times(attemptCount)}`,
  }),
  pending: (delivery, now) => {
    const held = heldBy(delivery);
    if (isUnderWay(delivery, now)) return { label: "Sending", headline: "Being sent now" };
    if (held) return { label: "Held", headline: `Held: ${held}` };
    const wait = waitInWords(delivery, now);
    return wait
      ? { label: `Waiting ${wait}`, headline: `Waiting, first attempt in ${wait}` }
      : { label: "Waiting", headline: "Waiting to be sent" };
  },
  retrying: (delivery, now) => {
    const held = heldBy(delivery);
    const next = delivery.attemptCount + 1;
    if (isUnderWay(delivery, now)) {
      return { label: "Retrying now", headline: `Failed, attempt ${next} is under way` };
    }
    if (held) return { label: "Held", headline: `Failed, and held: ${held}` };
    const wait = waitInWords(delivery, now);
    return wait
      ? { label: `Retrying in ${wait}`, headline: `Failed, next attempt in ${wait}` }
      : { label: "Retrying now", headline: "Failed, next attempt is due now" };
  },
};

/** Whether more can happen to it by itself. */
export function hasEnded(status: DeliveryStatus): boolean {
  return status === "delivered" || status === "failed" || status === "cancelled";
}

/** Whether a request is on its way at this moment. */
export function isUnderWay(delivery: Pick<DeliveryItem, "status" | "leasedUntil">, now: number): boolean {
  return !hasEnded(delivery.status) && delivery.leasedUntil !== null && Date.parse(delivery.leasedUntil) > now;
}

function heldBy({ destination }: DeliveryState): string | null {
  if (destination.deletedAt) return `its ${destination.kind} was deleted`;
  if (destination.disabledAt) return `its ${destination.kind} is disabled`;
  if (destination.pausedAt) return `its ${destination.kind} is paused`;
  return null;
}

// Null once due: a scheduler's second of delay is no wait worth a word.
function waitInWords({ dueAt }: DeliveryState, now: number): string | null {
  const waitMs = dueAt === null ? 0 : Date.parse(dueAt) - now;
  return waitMs < 1_000 ? null : spanInWords(waitMs);
}

function times(attempts: number): string {
  return attempts === 1 ? "1 attempt" : `${attempts} attempts`;
}

const NEWER_SAID_MAX = 999;

/** "4 new deliveries". */
export function newerWords(count: number): string {
  if (count > NEWER_SAID_MAX) return `More than ${NEWER_SAID_MAX} new deliveries`;
  return count === 1 ? "1 new delivery" : `${count} new deliveries`;
}
