import { DAY_MS, MINUTE_MS, SECOND_MS, spanInWords } from "@/lib/time";

const NOW_MS = 5 * SECOND_MS;
const DATE_AFTER_MS = 14 * DAY_MS;

/** "just now", "2 min ago", "in 4 min"; a date once it is two weeks off. Both in milliseconds since 1970. */
export function relativeWords(time: number, now: number): string {
  const span = Math.abs(now - time);
  if (span < NOW_MS) return "just now";
  if (span > DATE_AFTER_MS) {
    return new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric" }).format(time);
  }
  const words = spanInWords(span < MINUTE_MS ? Math.floor(span / SECOND_MS) * SECOND_MS : span);
  return time > now ? `in ${words}` : `${words} ago`;
}
