import { setImmediate as turn, setTimeout as wait } from "node:timers/promises";
import { envelopeOf } from "@/lib/events/envelope";
import { throttledLogger as logger } from "@/lib/throttled-log";
import { type AttemptResult, attempt, attemptWithout } from "./attempt";
import { disableDestination } from "./disable";
import { beginFlight, type Flight, mayStart } from "./flights";
import { type Claimed, giveBack } from "./lease";
import { type Means, openMeans } from "./means";
import { isDeadHost } from "./outcome";
import { recordAttempt } from "./record";
import type { Started } from "./run";
import { wakeIn } from "./wake-in";
import { type Ended, freePlace, holdWindow } from "./window";

export type StartOptions = {
  /** When each may go, in milliseconds from now; at once when absent. */
  inMs?: readonly number[];
  /** The one request that shows whether an open breaker may close. */
  isProbe?: boolean;
};

const LOST_MS = 1_000;

/**
 * Begins the attempt of each claimed delivery, each with a place of its window taken, and returns at once: every one ends
 * on record, or is left to its lease when it was lost. The event loop has a turn between two of them, for an admin's
 * template may take its time. Throws, with everything given back, when the database cannot say how they are sent.
 */
export async function startAttempts(claimed: readonly Claimed[], options: StartOptions = {}): Promise<Started[]> {
  if (claimed.length === 0) return [];
  const startedAt = performance.now();
  const flights = new Map(claimed.map((one) => [one.id, beginFlight({ ...one, bytes: one.data.length })]));
  const means = await openMeans(claimed).catch(async (error: unknown) => {
    for (const one of claimed) land(flights.get(one.id), one, "unsent");
    await giveBack(claimed).catch(() => undefined);
    throw error;
  });
  const started: Started[] = [];
  for (const [index, delivery] of claimed.entries()) {
    const flight = flights.get(delivery.id);
    if (!flight) continue;
    if (index > 0) await turn();
    const goesAt = startedAt + (options.inMs?.[index] ?? 0);
    started.push(begin({ delivery, flight, goesAt, means: means(delivery), isProbe: options.isProbe ?? false }));
  }
  return started;
}

type Begun = { delivery: Claimed; flight: Flight; goesAt: number; means: Means; isProbe: boolean };

function begin(begun: Begun): Started {
  const { id, destinationId, attemptCount: attempt } = begun.delivery;
  const ended = run(begun)
    .catch((error: unknown) => {
      logger.error({ err: error, deliveryId: id }, "an attempt of a delivery could not be made or recorded");
    })
    .finally(() => begun.flight.end());
  return { id, destinationId, attempt, ended };
}

async function run({ delivery, flight, goesAt, means, isProbe }: Begun): Promise<void> {
  const { organizationId, destinationId, id: deliveryId } = delivery;
  let ended: Ended = "unsent";
  let result: AttemptResult | undefined;
  try {
    const inMs = goesAt - performance.now();
    if (inMs > 0) await wait(inMs);
    result = await make(delivery, means, () => mayStart(flight), isProbe);
    ended = result ? endedAs(result) : "unsent";
  } finally {
    // The next request to this destination need not wait for this one's record.
    freePlace(destinationId, ended);
  }
  // The lease is lost or all but over. Whoever takes the delivery after it finds it unsent.
  if (!result) return wakeIn(destinationId, LOST_MS + Math.max(0, flight.leaseEndsAt - performance.now()));
  const { patienceMs } = result.outcome;
  const taken = patienceMs === null ? 0 : holdWindow(destinationId, patienceMs);
  const learnedIntervalMs = patienceMs !== null && taken > 0 ? patienceMs / taken : null;
  const number = delivery.attemptCount + 1;
  const { lease } = flight;
  const tells = delivery.origin === "replay" ? "flow" : "health";
  await recordAttempt({
    ...{ organizationId, deliveryId, destinationId, number, lease, result, tells, isProbe },
    learnedIntervalMs,
  });
  if (result.outcome.disables) {
    await disableDestination({ organizationId, destinationId, reason: result.outcome.explanation });
  }
}

async function make(
  delivery: Claimed,
  { destination, secrets }: Means,
  mayGo: () => boolean,
  isProbe: boolean,
): Promise<AttemptResult | undefined> {
  if (!mayGo()) return undefined;
  const about = {
    deliveryId: delivery.id,
    attemptNumber: delivery.attemptCount + 1,
    sparedCount: delivery.sparedCount,
    isProbe,
  };
  const trouble = [destination, secrets].find((one) => one instanceof Error);
  if (trouble || !destination || destination instanceof Error || secrets instanceof Error) {
    logger.error({ err: trouble, deliveryId: delivery.id }, "a delivery's destination or its secret cannot be opened");
    return attemptWithout(about, SEALED);
  }
  const event = envelopeOf(delivery);
  const freshToken = delivery.lastStatus === 401;
  return attempt({ ...about, event, destination, signingSecrets: secrets, freshToken, mayStart: mayGo });
}

const SEALED =
  "The destination's URL, settings or secret cannot be opened: they were sealed under another APP_SECRET. Start with that one again, or enter them anew.";

function endedAs({ outcome, responseStatus, errorClass }: AttemptResult): Ended {
  if (outcome.patienceMs !== null) return "refused";
  if (outcome.verdict !== "delivered" && isDeadHost({ responseStatus, errorClass })) {
    return responseStatus === null ? "dead" : "failed";
  }
  return responseStatus === null ? "unsent" : "answered";
}

function land(flight: Flight | undefined, { destinationId }: Claimed, ended: Ended): void {
  flight?.end();
  freePlace(destinationId, ended);
}
