import type { Arrival, Destination, Ledger, PublishedEvent } from "../ledger";

const EVERY_MS = 100;
export const LATENCY_MS = 20;

/** Clean from 0, hurt from 10 s to 20 s, over at 40 s. */
export const TIMES = { cleanAt: 0, hurtAt: 10_000, healedAt: 20_000, endedAt: 40_000 };

const DESTINATIONS: Destination[] = [
  { name: "a", kind: "healthy" },
  { name: "b", kind: "healthy" },
];

type Change = {
  destinations?: Destination[];
  /** When an event comes to a destination, in ms after it was sent; null for never. */
  latencyMs?: (sentAt: number, destination: string) => number | null;
  event?: (event: PublishedEvent) => PublishedEvent;
};

/** A made-up ledger: an event each 100 ms for 30 s, answered after 5 ms, at each destination after 20 ms unless changed. */
export function steadyLedger({
  destinations = DESTINATIONS,
  latencyMs = () => LATENCY_MS,
  event: change = (event) => event,
}: Change = {}): Ledger {
  const events = Array.from({ length: 300 }, (_, index) => {
    const sentAt = index * EVERY_MS;
    const key = `e${index}`;
    return change({ key, sentAt, answeredAt: sentAt + 5, id: `evt_${index}`, deliveries: destinations.length });
  });
  const arrivals = events.flatMap(({ key, sentAt }) =>
    destinations.flatMap(({ name }) => {
      const took = latencyMs(sentAt, name);
      return took === null ? [] : [arrival(key, name, sentAt + took)];
    }),
  );
  return { events, requests: [], arrivals, health: [], destinations };
}

/** A first request of an event's delivery to a destination, answered with 200 after 10 ms unless changed. */
export function arrival(key: string, destination: string, at: number, change: Partial<Arrival> = {}): Arrival {
  const made = { key, deliveryId: `dlv_${key}_${destination}`, attempt: 1, destination, at, answersAt: at + 10 };
  return { ...made, status: 200, port: 50_000, ...change };
}
