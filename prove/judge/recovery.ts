import { percentile } from "@/bench/statistics";
import { SECOND_MS } from "@/lib/time";
import { type FirstArrivals, namesOf } from "./first-arrivals";
import { arrivedAt } from "./latency";
import type { Ledger } from "./ledger";

// Below this, a difference is the machine's and not the product's.
const LATE_MS_MIN = 200;

/** How late a delivery may be and still count as in time: twice the clean run's p95, in ms. */
export function lateMs(cleanP95Ms: number): number {
  return Math.max(2 * cleanP95Ms, LATE_MS_MIN);
}

export type RecoveryInput = { healedAt: number; until: number; cleanP95Ms: number };

/**
 * Whole seconds from the end of the hurt to the first healthy second: what was published in it came in time (p95), and at
 * its end nothing older was still on its way to a healthy destination. 0 when the first second was healthy; undefined when
 * none was until then.
 */
export function recoverySeconds(
  ledger: Pick<Ledger, "events" | "destinations">,
  first: FirstArrivals,
  { healedAt, until, cleanP95Ms }: RecoveryInput,
): number | undefined {
  const late = lateMs(cleanP95Ms);
  const healthy = namesOf(ledger, "healthy");
  const each = ledger.events
    .filter((event) => !event.wasGivenUp)
    .map((event) => ({ sentAt: event.sentAt, arrivals: healthy.map((name) => arrivedAt(event, name, first)) }))
    .map((event) => ({ ...event, doneAt: Math.max(...event.arrivals) }));
  for (let second = 0; healedAt + (second + 1) * SECOND_MS + late <= until; second++) {
    const from = healedAt + second * SECOND_MS;
    const to = from + SECOND_MS;
    const sent = each.filter(({ sentAt }) => sentAt >= from && sentAt < to);
    const took = sent.flatMap(({ sentAt, arrivals }) => arrivals.map((at) => at - sentAt));
    const nothingWaits = each.every(({ sentAt, doneAt }) => sentAt > to - late || doneAt <= to);
    if (took.length > 0 && percentile(took, 0.95) <= late && nothingWaits) return second;
  }
  return undefined;
}
