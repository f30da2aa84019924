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

/**
 * `Retry-After` (RFC 9110 §10.2.3) in milliseconds from `now`: whole seconds or an HTTP date. Undefined when absent, past,
 * or anything else: a guess would hold a delivery back for as long as a misprint says.
 */
export function parseRetryAfterMs(value: string | undefined, now: number): number | undefined {
  const text = value?.trim() ?? "";
  const ms = /^\d+$/.test(text)
    ? Math.min(Number(text) * SECOND_MS, Number.MAX_SAFE_INTEGER)
    : parseHttpDate(text, now) - now;
  return ms > 0 ? ms : undefined;
}

// RFC 9110 §5.6.7: the form that everybody should send, and the two older ones that everybody must read.
const HTTP_DATES = [
  /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), (?<day>\d\d) (?<month>[A-Z][a-z]{2}) (?<year>\d{4}) (?<time>[\d:]{8}) GMT$/,
  /^(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, (?<day>\d\d)-(?<month>[A-Z][a-z]{2})-(?<year>\d\d) (?<time>[\d:]{8}) GMT$/,
  /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) (?<month>[A-Z][a-z]{2}) (?<day>[ \d]\d) (?<time>[\d:]{8}) (?<year>\d{4})$/,
];

/** NaN for what is none, such as the 30th of February. */
function parseHttpDate(text: string, now: number): number {
  const parts = HTTP_DATES.map((form) => form.exec(text)?.groups).find((groups) => groups !== undefined);
  if (!parts) return Number.NaN;
  const { day = "", month, year = "", time } = parts;
  const date = `${day.replace(" ", "0")} ${month} ${year.length === 2 ? fullYear(year, now) : year} ${time} GMT`;
  const ms = Date.parse(date);
  // Date.parse rolls over; what it made of the text must read as the text does.
  return new Date(ms).toUTCString().endsWith(` ${date}`) ? ms : Number.NaN;
}

/** A year of two digits that seems more than 50 years ahead is the last one in the past. */
function fullYear(year: string, now: number): number {
  const thisYear = new Date(now).getUTCFullYear();
  const inThisCentury = thisYear - (thisYear % 100) + Number(year);
  return inThisCentury > thisYear + 50 ? inThisCentury - 100 : inThisCentury;
}
