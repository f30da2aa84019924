// What is known of a cell from outside. Every time is a Unix time in ms; all processes share the machine's clock.

/** An event that the publisher has sent, in one request or in several with the same Idempotency-Key or own id. */
export type PublishedEvent = {
  /** Names the event in its own data, so that the sink knows it again whatever id the product gave it. */
  key: string;
  /** When its first request left. */
  sentAt: number;
  /** When it was answered with 202; undefined while it was not. */
  answeredAt?: number;
  /** From the answer: its id, and how many deliveries it makes. */
  id?: string;
  deliveries?: number;
  /** The publisher ended its attempts without a 202. */
  wasGivenUp?: boolean;
};

/** One HTTP request of the publisher. */
export type Request = {
  at: number;
  tookMs: number;
  status: number | "no answer";
  hasRetryAfter: boolean;
  /** The `type` of an `application/problem+json` body. */
  problemType?: string;
};

/** One request that came to the sink. */
export type Arrival = {
  key: string;
  deliveryId: string;
  attempt: number;
  destination: string;
  at: number;
  /** When the sink answers it; null for never. */
  answersAt: number | null;
  /** What it answers; null for nothing that is a status. */
  status: number | null;
  /** The TCP port that it came from: names the process that sent it. */
  port: number;
};

/** One answer of /api/health. */
export type HealthAnswer = { askedAt: number; answeredAt: number; said: string };

/**
 * A receiver. `healthy`: all of its deliveries are owed, and its throughput is what a neighbour's trouble must not touch.
 * `held`: its deliveries are owed too, but the cell holds them up. `sick`: it does not answer as it should, and is owed
 * nothing within a cell's time.
 */
export type Destination = { name: string; kind: "healthy" | "held" | "sick"; dropsConnections?: boolean };

/** Load begins, is measured as clean from `cleanAt`, is hurt from `hurtAt` to `healedAt`, and all is over at `endedAt`. */
export type Times = { cleanAt: number; hurtAt: number; healedAt: number; endedAt: number };

/** Everything that is written down about one cell. */
export type Ledger = {
  events: readonly PublishedEvent[];
  requests: readonly Request[];
  arrivals: readonly Arrival[];
  health: readonly HealthAnswer[];
  destinations: readonly Destination[];
};
