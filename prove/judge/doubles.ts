import type { Arrival, Ledger } from "./ledger";

/** What came more often than it should. */
export type Doubles = {
  /** Requests with a delivery id and an attempt number that had come before. */
  sameAttempt: number;
  /** Requests of a delivery, by a later attempt, whose success had been answered before. */
  afterSuccess: number;
  /** Events that reached a destination by more than one delivery: a repeat of a publish was stored once more. */
  storedTwice: number;
  /** Of the first two, how many went to healthy destinations, and to each other one by its name. */
  receivedBy: Record<string, number>;
};

/**
 * Counts them. A receiver that drops connections without an answer may see one attempt twice: a request that ends on a
 * reused connection is made once more within its attempt.
 */
export function doubles({ arrivals, destinations }: Pick<Ledger, "arrivals" | "destinations">): Doubles {
  const dropping = new Set(destinations.filter((each) => each.dropsConnections).map(({ name }) => name));
  const healthy = new Set(destinations.filter(({ kind }) => kind === "healthy").map(({ name }) => name));
  const counted = arrivals.filter(({ destination }) => !dropping.has(destination));
  const repeated = [...groupBy(counted, ({ deliveryId }) => deliveryId)].flatMap(repeats);
  const receivedBy: Record<string, number> = {};
  for (const { destination } of repeated) {
    const where = healthy.has(destination) ? "healthy" : destination;
    receivedBy[where] = (receivedBy[where] ?? 0) + 1;
  }
  const byEvent = [...groupBy(arrivals, ({ key, destination }) => `${key} ${destination}`)];
  return {
    sameAttempt: repeated.filter(({ isSameAttempt }) => isSameAttempt).length,
    afterSuccess: repeated.filter(({ isSameAttempt }) => !isSameAttempt).length,
    storedTwice: byEvent.filter((all) => new Set(all.map(({ deliveryId }) => deliveryId)).size > 1).length,
    receivedBy,
  };
}

function repeats(ofDelivery: readonly Arrival[]): { destination: string; isSameAttempt: boolean }[] {
  const attempts = new Set<number>();
  let succeededAt = Number.POSITIVE_INFINITY;
  return [...ofDelivery]
    .sort((a, b) => a.at - b.at)
    .flatMap(({ attempt, at, answersAt, status, destination }) => {
      const isSameAttempt = attempts.has(attempt);
      const isRepeat = isSameAttempt || at > succeededAt;
      attempts.add(attempt);
      if (isSuccess(status) && answersAt !== null) succeededAt = Math.min(succeededAt, answersAt);
      return isRepeat ? [{ destination, isSameAttempt }] : [];
    });
}

function isSuccess(status: number | null): boolean {
  return status !== null && status >= 200 && status < 300;
}

function groupBy(arrivals: readonly Arrival[], nameOf: (arrival: Arrival) => string): Iterable<Arrival[]> {
  const groups = new Map<string, Arrival[]>();
  for (const arrival of arrivals) {
    const name = nameOf(arrival);
    const group = groups.get(name);
    if (group) group.push(arrival);
    else groups.set(name, [arrival]);
  }
  return groups.values();
}
