import { upkeepPool } from "@/lib/db/client";
import { throttledLogger as logger } from "@/lib/throttled-log";
import { SECOND_MS } from "@/lib/time";
import { type Held, LEASE_MS, renewLeases } from "./lease";

const RENEW_EVERY_MS = 5 * SECOND_MS;
// What is nearer to its end than this is not begun: the request has to go out under the lease.
const MARGIN_MS = SECOND_MS;

/** Deliveries that a process has in hand at once … */
export const FLIGHTS_MAX = 1_000;
/** … and bytes of their events. Rendered and sent, an event takes a few times its size. */
export const FLIGHT_BYTES_MAX = 64 * 1024 * 1024;

/** A delivery that this process holds, from the claim until its attempt is on record or given back. */
export type Flight = Held & { destinationId: string; bytes: number; ended: Promise<void>; end: () => void };

type Flights = { byId: Map<string, Flight>; bytes: number; renewal: NodeJS.Timeout | undefined };

// Next evaluates modules once a module graph; the bounds are the process's.
const shared = globalThis as typeof globalThis & { atelyaFlights?: Flights };

function all(): Flights {
  shared.atelyaFlights ??= { byId: new Map(), bytes: 0, renewal: undefined };
  return shared.atelyaFlights;
}

/** Takes a claimed delivery in hand: its lease is renewed until `end`. */
export function beginFlight(held: Held & { destinationId: string; bytes: number }): Flight {
  const flights = all();
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const { id, lease, leaseEndsAt, destinationId, bytes } = held;
  const flight: Flight = { id, lease, leaseEndsAt, destinationId, bytes, ended, end: () => finish(flight, end) };
  flights.byId.set(id, flight);
  flights.bytes += bytes;
  flights.renewal ??= setInterval(() => void renewFlights(), RENEW_EVERY_MS).unref();
  return flight;
}

function finish(flight: Flight, resolve: () => void): void {
  const flights = all();
  if (flights.byId.get(flight.id) === flight) {
    flights.byId.delete(flight.id);
    flights.bytes -= flight.bytes;
  }
  if (flights.byId.size === 0) {
    clearInterval(flights.renewal);
    flights.renewal = undefined;
  }
  resolve();
}

/** Whether a request may still go out under the lease. A process that was frozen finds here that it is late. */
export function mayStart(flight: Flight): boolean {
  return performance.now() < flight.leaseEndsAt - MARGIN_MS;
}

/** How many deliveries this process has in hand. */
export function flightCount(): number {
  return all().byId.size;
}

/** How many more bytes of events it may take. */
export function bytesLeft(): number {
  return Math.max(0, FLIGHT_BYTES_MAX - all().bytes);
}

/** Whether this process has the delivery in hand. */
export function isInFlight(id: string): boolean {
  return all().byId.has(id);
}

/** The deliveries to a destination that this process has in hand. */
export function flightsTo(destinationId: string): string[] {
  return [...all().byId.values()].filter((flight) => flight.destinationId === destinationId).map(({ id }) => id);
}

/** Waits until nothing is in hand any more, at most `timeoutMs`. For a graceful stop. */
export async function flightsEnded(timeoutMs: number): Promise<void> {
  const endsAt = performance.now() + timeoutMs;
  while (flightCount() > 0 && performance.now() < endsAt) {
    const timeout = new Promise<void>((resolve) => {
      setTimeout(resolve, endsAt - performance.now()).unref();
    });
    await Promise.race([timeout, ...[...all().byId.values()].map(({ ended }) => ended)]);
  }
}

/** Renews every lease in hand: a slow receiver, or a record that the database does not take yet, is no crash. */
export async function renewFlights(): Promise<void> {
  const flights = [...all().byId.values()];
  if (flights.length === 0) return;
  const askedAt = performance.now();
  try {
    const renewed = new Set(await renewLeases(upkeepPool(), flights));
    for (const flight of flights) if (renewed.has(flight.id)) flight.leaseEndsAt = askedAt + LEASE_MS;
  } catch (error) {
    logger.warn(
      { err: error, count: flights.length },
      "leases of deliveries could not be renewed; the next try follows",
    );
  }
}
