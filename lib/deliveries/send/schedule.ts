import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from "@/lib/time";

/** The wait before each attempt, counted from the end of the one before it. */
export const ATTEMPT_DELAYS_MS: readonly number[] = [
  0,
  5 * SECOND_MS,
  30 * SECOND_MS,
  2 * MINUTE_MS,
  10 * MINUTE_MS,
  30 * MINUTE_MS,
  2 * HOUR_MS,
  5 * HOUR_MS,
  10 * HOUR_MS,
  20 * HOUR_MS,
];

export const ATTEMPTS_MAX = ATTEMPT_DELAYS_MS.length;

/** Every wait is stretched or shortened by up to this share, so that failures of one moment do not return as one wave. */
export const JITTER_SHARE = 0.2;

export const RETRY_AFTER_MS_MAX = DAY_MS;

/**
 * When the attempt after the failed number `attemptNumber` (from 1) falls due, or null when that was the last.
 * `retryAfterMs` is the receiver's own wish: it moves the attempt later, never earlier. `random` is in [0, 1).
 */
export function nextAttemptAt(input: {
  attemptNumber: number;
  endedAt: Date;
  retryAfterMs?: number | undefined;
  random?: number;
}): Date | null {
  const base = ATTEMPT_DELAYS_MS[input.attemptNumber];
  if (base === undefined) return null;
  const jitter = 1 + ((input.random ?? Math.random()) * 2 - 1) * JITTER_SHARE;
  const wished = Math.min(input.retryAfterMs ?? 0, RETRY_AFTER_MS_MAX);
  return new Date(input.endedAt.getTime() + Math.max(Math.round(base * jitter), wished));
}

/** `Retry-After` (RFC 9110 §10.2.3): whole seconds or an HTTP date. Undefined when absent, past or unreadable. */
export function parseRetryAfterMs(value: string | undefined, now: number): number | undefined {
  if (!value) return undefined;
  const text = value.trim();
  const ms = /^\d{1,10}$/.test(text) ? Number(text) * SECOND_MS : Date.parse(text) - now;
  return Number.isFinite(ms) && ms > 0 ? ms : undefined;
}
