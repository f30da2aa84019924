import { clockNow } from "@/lib/clock";
import { HOUR_MS, MINUTE_MS, SECOND_MS } from "@/lib/time";

// Inngest's own table (pkg/backoff), so that both engines retry alike.
const TABLE_MS = [
  15 * SECOND_MS,
  30 * SECOND_MS,
  MINUTE_MS,
  2 * MINUTE_MS,
  5 * MINUTE_MS,
  10 * MINUTE_MS,
  20 * MINUTE_MS,
  40 * MINUTE_MS,
  HOUR_MS,
  2 * HOUR_MS,
];
const JITTER_MS = 30 * SECOND_MS;
const RETRY_AFTER_MIN_MS = SECOND_MS;
const RETRY_AFTER_MAX_MS = 24 * HOUR_MS;

/** How long to wait after the failed attempt `attempt` (from 0). */
export function backoffMs(attempt: number, random = Math.random()): number {
  const base = TABLE_MS[Math.min(attempt, TABLE_MS.length - 1)] ?? 2 * HOUR_MS;
  return base + Math.floor(random * JITTER_MS);
}

/** The wait that a `retry-after` header asks for (seconds or a date), within 1 s and 24 h; undefined when it says nothing. */
export function retryAfterMs(header: string | undefined, now = clockNow()): number | undefined {
  if (!header) return undefined;
  const asked = /^\d+$/.test(header) ? Number(header) * SECOND_MS : Date.parse(header) - now;
  if (Number.isNaN(asked)) return undefined;
  return Math.min(Math.max(asked, RETRY_AFTER_MIN_MS), RETRY_AFTER_MAX_MS);
}
