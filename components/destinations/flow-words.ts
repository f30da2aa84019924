import { type FlowView, heldUntilOf, WAITING_COUNTED_MAX } from "@/lib/destinations/flow-view";
import type { LiveState } from "@/lib/destinations/live-state";
import { SECOND_MS, spanInWords } from "@/lib/time";

/** What holds a destination's deliveries back at a moment, the strongest of it. Moments are Unix milliseconds. */
export type Holdup =
  /** Since when, ISO 8601. */
  | { kind: "paused"; since: string | null }
  | { kind: "down"; openedAt: string; reason: string }
  | { kind: "patience"; until: number }
  /** Milliseconds between two requests, and until when (ISO 8601). */
  | { kind: "pace"; intervalMs: number; until: string };

type Facts = Pick<LiveState, "state" | "pausedAt" | "flow">;

/** What holds a destination's deliveries back; null when nothing does, or when it is disabled, which has a notice of its own. Pure. */
export function holdupOf({ state, pausedAt, flow }: Facts, now: number): Holdup | null {
  if (state === "paused") return { kind: "paused", since: pausedAt };
  if (state !== "active") return null;
  if (flow.breaker) return { kind: "down", ...flow.breaker };
  const until = heldUntilOf(flow, now);
  if (until !== null) return { kind: "patience", until };
  const learned = learnedPace(flow, now);
  return learned && { kind: "pace", ...learned };
}

/** The pace that a receiver was seen to accept, where that is slower than the limit that somebody set. */
export function learnedPace({ learned, perSecond }: FlowView, now: number): FlowView["learned"] {
  if (!learned || Date.parse(learned.until) <= now) return null;
  return perSecond !== null && SECOND_MS / perSecond >= learned.intervalMs ? null : learned;
}

/** "12 deliveries wait and use up no attempts."; empty when none does. */
export function waitingWords(waiting: number): string {
  if (waiting === 0) return "";
  if (waiting === 1) return "1 delivery waits and uses up no attempt.";
  return `${countWords(waiting)} deliveries wait and use up no attempts.`;
}

/** What a pause means for the deliveries that waited when it began. */
export function pausedWords(waiting: number): string {
  const later = "Events that come while it is paused are not sent.";
  if (waiting === 0) return later;
  if (waiting === 1) return `${later} 1 delivery from before waits: it is sent once you resume.`;
  return `${later} ${countWords(waiting)} deliveries from before wait: they are sent once you resume.`;
}

function countWords(waiting: number): string {
  return waiting >= WAITING_COUNTED_MAX ? `${WAITING_COUNTED_MAX} or more` : String(waiting);
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
