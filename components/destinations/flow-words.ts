import { type FlowView, heldUntilOf, WAITING_COUNTED_MAX } from "@/lib/destinations/flow-view";
import type { LiveState } from "@/lib/destinations/live-state";
import { SECOND_MS, spanInWords } from "@/lib/time";

/** What holds an active destination's deliveries back at a moment, the strongest of it. Moments are Unix milliseconds. */
export type Holdup =
  | { kind: "down"; openedAt: string; reason: string }
  | { kind: "patience"; until: number }
  /** Milliseconds between two requests, and until when (ISO 8601). */
  | { kind: "pace"; intervalMs: number; until: string };

/** What holds a destination's deliveries back; null when nothing does, or when it is paused or disabled, which is said elsewhere. Pure. */
export function holdupOf({ state, flow }: Pick<LiveState, "state" | "flow">, now: number): Holdup | null {
  if (state !== "active") return null;
  if (flow.breaker) return { kind: "down", ...flow.breaker };
  const until = heldUntilOf(flow, now);
  if (until !== null) return { kind: "patience", until };
  const learned = learnedPace(flow, now);
  return learned && { kind: "pace", ...learned };
}

/** The pace that a receiver was seen to take, where that is slower than the limit that somebody set. */
export function learnedPace({ learned, perSecond }: FlowView, now: number): FlowView["learned"] {
  if (!learned || Date.parse(learned.until) <= now) return null;
  return perSecond !== null && SECOND_MS / perSecond >= learned.intervalMs ? null : learned;
}

/** "12 deliveries wait and use up no attempts."; empty when none does. */
export function waitingWords(waiting: number): string {
  if (waiting === 0) return "";
  if (waiting === 1) return "1 delivery waits and uses up no attempt.";
  const count = waiting >= WAITING_COUNTED_MAX ? `${WAITING_COUNTED_MAX} or more` : String(waiting);
  return `${count} deliveries wait and use up no attempts.`;
}

/** When the next probe of an open breaker goes, as a sentence. */
export function probeSentence({ flow, waiting, isSending }: LiveState, now: number): string {
  if (isSending) return "A probe is on its way.";
  if (waiting === 0) return "Nothing waits: the next delivery is sent as a probe.";
  return `${probeWords(flow.breaker?.nextProbeAt, now, "Next probe")}.`;
}

/** "next probe in 24 s", or "next probe now" once it is due. */
export function probeWords(nextProbeAt: string | undefined, now: number, probe = "next probe"): string {
  const ms = nextProbeAt === undefined ? 0 : Date.parse(nextProbeAt) - now;
  return ms < SECOND_MS ? `${probe} now` : `${probe} in ${spanInWords(ms)}`;
}
