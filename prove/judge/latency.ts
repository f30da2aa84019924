import { percentile } from "@/bench/statistics";
import { type FirstArrivals, namesOf } from "./first-arrivals";
import type { Ledger, PublishedEvent } from "./ledger";

/**
 * From the first request of a publish to the sink, in ms, for every healthy destination and every event that was sent in
 * the span and not given up. What has not come is infinitely late.
 */
export function latencies(
  ledger: Pick<Ledger, "events" | "destinations">,
  first: FirstArrivals,
  from: number,
  to: number,
): number[] {
  const healthy = namesOf(ledger, "healthy");
  return ledger.events
    .filter((event) => event.sentAt >= from && event.sentAt < to && !event.wasGivenUp)
    .flatMap((event) => healthy.map((name) => arrivedAt(event, name, first) - event.sentAt));
}

/** The 95th percentile of those, in ms. NaN when nothing was sent. */
export function p95(...span: Parameters<typeof latencies>): number {
  return percentile(latencies(...span), 0.95);
}

/** When an event came to a destination; Infinity while it has not. */
export function arrivedAt(event: Pick<PublishedEvent, "key">, destination: string, first: FirstArrivals): number {
  return first.get(event.key)?.get(destination) ?? Number.POSITIVE_INFINITY;
}
