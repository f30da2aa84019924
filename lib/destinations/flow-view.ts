import { SECOND_MS, spanInWords } from "@/lib/time";

/**
 * What decides when an active destination takes its deliveries, as pages show it. Times are ISO 8601 by the database's
 * clock; whether one of them has passed is for whoever reads them to say.
 */
export type FlowView = {
  /** The open circuit breaker; null while it is closed. */
  breaker: { openedAt: string; reason: string; nextProbeAt: string } | null;
  /** The receiver asked us to wait: nothing is sent before this moment. */
  heldUntil: string | null;
  /** The limit that somebody set, requests a second. */
  perSecond: number | null;
  /** The pace that the receiver was seen to take, milliseconds between two requests, and until when it is kept to. */
  learned: { intervalMs: number; until: string } | null;
};

/** A destination's deliveries that wait are counted up to this many. */
export const WAITING_COUNTED_MAX = 1_000;

/** The columns of a destination that a view of its flow is made of. */
export const FLOW_VIEW_COLUMNS = {
  breakerOpenedAt: true,
  breakerReason: true,
  breakerProbeAt: true,
  heldUntil: true,
  rateLimitPerSecond: true,
  learnedIntervalMs: true,
  learnedUntil: true,
} as const;

export type FlowRow = {
  breakerOpenedAt: Date | null;
  breakerReason: string | null;
  breakerProbeAt: Date | null;
  heldUntil: Date | null;
  rateLimitPerSecond: number | null;
  learnedIntervalMs: number | null;
  learnedUntil: Date | null;
};

/** A destination's columns as pages read them. Pure. */
export function viewFlow(row: FlowRow): FlowView {
  const { breakerOpenedAt, breakerReason, breakerProbeAt, learnedIntervalMs, learnedUntil } = row;
  return {
    breaker: breakerOpenedAt && {
      openedAt: breakerOpenedAt.toISOString(),
      reason: breakerReason ?? "",
      nextProbeAt: (breakerProbeAt ?? breakerOpenedAt).toISOString(),
    },
    heldUntil: row.heldUntil?.toISOString() ?? null,
    perSecond: row.rateLimitPerSecond,
    learned:
      learnedIntervalMs && learnedUntil ? { intervalMs: learnedIntervalMs, until: learnedUntil.toISOString() } : null,
  };
}

/** The milliseconds between two requests that a destination takes at a moment (Unix milliseconds); null when it has no limit. Pure. */
export function paceOf({ perSecond, learned }: FlowView, now: number): number | null {
  const limits = [
    ...(perSecond === null ? [] : [SECOND_MS / perSecond]),
    ...(learned && Date.parse(learned.until) > now ? [learned.intervalMs] : []),
  ];
  return limits.length > 0 ? Math.max(...limits) : null;
}

/** Until when a receiver's wish for patience holds at a moment, in Unix milliseconds; null when it does not. Pure. */
export function heldUntilOf({ heldUntil }: FlowView, now: number): number | null {
  const until = heldUntil === null ? 0 : Date.parse(heldUntil);
  return until > now ? until : null;
}

/** A pace in words, from the milliseconds between two requests: "1 a second", "about 3 a second", "one every 30 s". */
export function paceInWords(intervalMs: number): string {
  if (intervalMs > SECOND_MS) return `one every ${spanInWords(intervalMs)}`;
  const perSecond = SECOND_MS / intervalMs;
  return Number.isInteger(perSecond) ? `${perSecond} a second` : `about ${Math.round(perSecond)} a second`;
}

/** Why nothing can be sent to an active destination at a moment, though somebody asks for it; null when it can. Pure. */
export function whyNotNow(flow: FlowView, now: number): string | null {
  if (flow.breaker) return "The receiver is down: nothing is sent before the next probe. Probe now instead.";
  const until = heldUntilOf(flow, now);
  if (until === null) return null;
  return `The receiver asked us to wait another ${spanInWords(until - now)}. This delivery is sent by itself after that.`;
}
