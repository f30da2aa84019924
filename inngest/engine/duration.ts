const UNITS_MS: Record<string, number> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/** The last moment that a Date can hold; PostgreSQL's timestamps reach further. */
export const MOMENT_MAX = 8.64e15;
const PART = /(\d+)(ms|s|m|h|d|w)/g;

/** Milliseconds of a span in the SDK's notation ("1h30m", "10s"); undefined when it is something else. */
export function parseSpan(text: string): number | undefined {
  if (!/^(\d+(ms|s|m|h|d|w))+$/.test(text)) return undefined;
  let total = 0;
  for (const [, count, unit] of text.matchAll(PART)) total += Number(count) * (UNITS_MS[unit ?? ""] ?? 0);
  return total;
}

/** The moment (Unix milliseconds) that a span ("10m") or an ISO date names, counted from `now`; undefined when it names none. */
export function parseMoment(text: string, now: number): number | undefined {
  const span = parseSpan(text);
  if (span !== undefined) return Math.min(now + span, MOMENT_MAX);
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : date;
}
