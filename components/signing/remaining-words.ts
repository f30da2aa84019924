import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from "@/lib/time";

/** A span that runs out, in the two largest units that matter: "6 days 23 h", "23 h 59 min", "4 min 9 s". */
export function remainingWords(ms: number): string {
  if (ms >= 2 * DAY_MS) return `${Math.floor(ms / DAY_MS)} days ${Math.floor((ms % DAY_MS) / HOUR_MS)} h`;
  const minutes = Math.floor((ms % HOUR_MS) / MINUTE_MS);
  if (ms >= HOUR_MS) return `${Math.floor(ms / HOUR_MS)} h ${minutes} min`;
  return `${minutes} min ${Math.floor((ms % MINUTE_MS) / SECOND_MS)} s`;
}
