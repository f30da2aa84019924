export const SECOND_MS = 1_000;
export const MINUTE_MS = 60 * SECOND_MS;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** Unix time in whole seconds. */
export function unixSeconds(ms: number): number {
  return Math.floor(ms / SECOND_MS);
}

/** A span in the words of the product: "5 s", "2 min", "10 h", "3 days". Rounded to the largest unit that fits. */
export function spanInWords(ms: number): string {
  if (ms < SECOND_MS) return `${Math.max(0, Math.round(ms))} ms`;
  if (ms < MINUTE_MS) return `${Math.round(ms / SECOND_MS)} s`;
  if (ms < HOUR_MS) return `${Math.round(ms / MINUTE_MS)} min`;
  if (ms < 2 * DAY_MS) return `${Math.round(ms / HOUR_MS)} h`;
  return `${Math.round(ms / DAY_MS)} days`;
}

/** How long activity is kept. */
export const ACTIVITY_DAYS = 30;
