import { paceInWords } from "@/lib/destinations/flow-view";
import { SECOND_MS, spanInWords } from "@/lib/time";
import type { DeliveryStatus } from "./filter-schema";
import type { DeliveryItem } from "./view";
import { type Wait, type WaitFacts, waitOf } from "./wait";

export type Tone = "success" | "warning" | "danger" | "neutral" | "info";

/** How a delivery stands, in words. `label` fits a table's cell, `headline` stands over its page. */
export type Sentence = { tone: Tone; label: string; headline: string };

/** What the sentence is drawn from. */
export type DeliveryState = WaitFacts &
  Pick<DeliveryItem, "status" | "attemptCount"> & { destination: Pick<DeliveryItem["destination"], "kind"> };

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
    const wait = waitOf(delivery, now);
    if (wait.kind === "sending") return { label: "Sending", headline: "Being sent now" };
    if (wait.kind === "moment") return { label: "Waiting", headline: "Waiting to be sent" };
    if (wait.kind === "schedule") {
      const span = spanInWords(wait.at - now);
      return { label: `Waiting ${span}`, headline: `Waiting, first attempt in ${span}` };
    }
    const { label, because } = destinationWait(wait, delivery, now);
    return { label, headline: `${wait.kind === "held" ? "Held" : "Waiting"}${because}` };
  },
  retrying: (delivery, now) => {
    const wait = waitOf(delivery, now);
    const next = delivery.attemptCount + 1;
    if (wait.kind === "sending") return { label: "Retrying now", headline: `Failed, attempt ${next} is under way` };
    if (wait.kind === "moment") return { label: "Retrying now", headline: "Failed, next attempt is due now" };
    if (wait.kind === "schedule") {
      const span = spanInWords(wait.at - now);
      return { label: `Retrying in ${span}`, headline: `Failed, next attempt in ${span}` };
    }
    const { label, because } = destinationWait(wait, delivery, now);
    return { label, headline: `Failed, and ${wait.kind === "held" ? "held" : "waiting"}${because}` };
  },
};

type DestinationWait = Exclude<Wait, { kind: "sending" | "moment" | "schedule" }>;

// What a delivery's destination makes it wait for.
function destinationWait(wait: DestinationWait, { destination }: DeliveryState, now: number) {
  if (wait.kind === "held") {
    const state = wait.by === "deleted" ? "was deleted" : `is ${wait.by}`;
    return { label: "Held", because: `: its ${destination.kind} ${state}` };
  }
  if (wait.kind === "turn") return { label: "In line", because: ` for its turn (${paceInWords(wait.intervalMs)})` };
  const ms = wait.at - now;
  if (wait.kind === "patience") {
    const span = spanInWords(ms);
    return { label: `Waiting ${span}`, because: `: the receiver asked us to wait another ${span}` };
  }
  const probe = ms < SECOND_MS ? "the next probe goes now" : `next probe in ${spanInWords(ms)}`;
  return { label: "Waiting for probe", because: `: the receiver is down; ${probe}` };
}

/** What comes after "Attempt 4" in the list of attempts, while that is still to come (`now` in Unix milliseconds). Pure. */
export function nextAttemptWords(wait: Wait, now: number): string {
  switch (wait.kind) {
    case "sending":
      return "under way";
    case "held":
      return "held";
    case "turn":
      return "waiting for its turn";
    case "moment":
      return "due now";
    case "probe":
      return wait.at - now < SECOND_MS
        ? "waiting for the probe"
        : `waiting for the probe in ${spanInWords(wait.at - now)}`;
    default:
      return `waiting, in ${spanInWords(wait.at - now)}`;
  }
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
