import type { Arrival, Destination, Ledger } from "./ledger";

/** By an event's key and a destination's name: when it first came there. */
export type FirstArrivals = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** When each event first came to each destination. */
export function firstArrivals(arrivals: readonly Arrival[]): FirstArrivals {
  const first = new Map<string, Map<string, number>>();
  for (const { key, destination, at } of arrivals) {
    const byDestination = first.get(key) ?? new Map<string, number>();
    first.set(key, byDestination);
    byDestination.set(destination, Math.min(at, byDestination.get(destination) ?? at));
  }
  return first;
}

/** The names of the destinations of these kinds. */
export function namesOf({ destinations }: Pick<Ledger, "destinations">, ...kinds: Destination["kind"][]): string[] {
  return destinations.filter(({ kind }) => kinds.includes(kind)).map(({ name }) => name);
}
