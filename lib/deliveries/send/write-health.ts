import { setImmediate as turn, setTimeout as wait } from "node:timers/promises";
import { wakeDestinations } from "@/lib/deliveries/queue/queue";
import { BREAKER_WINDOW_MS, openBreakers } from "@/lib/destinations/breaker";
import { throttledLogger as logger } from "@/lib/throttled-log";
import { SECOND_MS } from "@/lib/time";
import type { AttemptRecord } from "./attempt-record";
import { foldHealth, type HealthChange, joinHealth } from "./health";
import { isDeadHost } from "./outcome";
import { type Changed, storeHealth } from "./store-health";
import { wakeIn } from "./wake-in";
import { releaseWindow, resetWindow, takenWithin } from "./window";

// Changes of so long share a statement: a busy destination's row gets a few versions a second, not hundreds.
const GATHER_MS = 100;
const TRY_AGAIN_MS = SECOND_MS;
const ASK_EVERY_MS = SECOND_MS;
const ASKED_MAX = 10_000;

const askedAt = new Map<string, number>();

type Health = { changes: Map<string, HealthChange>; writing: Promise<void> | undefined };

// Next evaluates modules once a module graph; a test that a page sends and a delivery share this.
const shared = globalThis as typeof globalThis & { atelyaHealth?: Health };

function health(): Health {
  shared.atelyaHealth ??= { changes: new Map(), writing: undefined };
  return shared.atelyaHealth;
}

/**
 * Notes what recorded attempts say of their destinations' health. Written soon and apart from the record, so that nobody's
 * record waits for a destination's row; a row that somebody has locked is passed over and written later. What a crash
 * loses of it, the next attempt shows again.
 */
export function noteHealth(records: readonly AttemptRecord[]): void {
  const { changes } = health();
  for (const record of records) {
    const { destinationId, result, isProbe, learnedIntervalMs, tells } = record;
    if (tells === "nothing") continue;
    const { verdict, patienceMs } = result.outcome;
    const isDead = verdict !== "delivered" && isDeadHost(result);
    const isAlive = !isDead && result.errorClass !== "rejected";
    const flow = { isAlive, isDead, isProbe, patienceMs, learnedIntervalMs };
    const facts = { verdict, startedAt: result.startedAt, counts: tells === "health", ...flow };
    changes.set(destinationId, foldHealth(changes.get(destinationId), facts));
  }
  if (changes.size > 0) health().writing ??= writeAll();
}

/** Waits until all that was noted is written. For a graceful stop. */
export async function healthWritten(): Promise<void> {
  await health().writing;
}

async function writeAll(): Promise<void> {
  const state = health();
  try {
    while (state.changes.size > 0) {
      // Attempts that end in the same turn of the event loop go together from the first.
      await turn();
      const changes = state.changes;
      state.changes = new Map();
      const left = await write(changes);
      for (const [id, change] of left) {
        const newer = state.changes.get(id);
        state.changes.set(id, newer ? joinHealth(change, newer) : change);
      }
      await wait(left.size > 0 ? TRY_AGAIN_MS : GATHER_MS, undefined, { ref: false });
    }
  } finally {
    state.writing = undefined;
  }
}

// Returns what could not be written now.
async function write(changes: ReadonlyMap<string, HealthChange>): Promise<Map<string, HealthChange>> {
  try {
    const written = await storeHealth(changes);
    for (const { id } of written) releaseIfWritten(id, changes.get(id));
    await follow(written);
    const dead = written.map(({ id }) => id).filter((id) => changes.get(id)?.looksDead && isWorthAsking(id));
    for (const { id, probeInMs } of await openBreakers(dead)) {
      logger.warn({ destinationId: id }, "a destination fails like a dead host: its circuit breaker opened");
      await wakeIn(id, probeInMs);
    }
    const ids = new Set(written.map(({ id }) => id));
    return new Map([...changes].filter(([id]) => !ids.has(id)));
  } catch (error) {
    logger.warn({ err: error, count: changes.size }, "destinations' health could not be written and is tried again");
    return new Map(changes);
  }
}

// Whether the breaker opens is counted over all attempts of a minute. Where some of them were taken that is many, and nothing
// hangs on a second.
function isWorthAsking(destinationId: string): boolean {
  if (takenWithin(destinationId, BREAKER_WINDOW_MS) === 0) return true;
  const now = performance.now();
  if (now - (askedAt.get(destinationId) ?? Number.NEGATIVE_INFINITY) < ASK_EVERY_MS) return false;
  if (askedAt.size >= ASKED_MAX) askedAt.clear();
  askedAt.set(destinationId, now);
  return true;
}

// The row holds the destination back from now on, unless a newer wish for patience is still to be written.
function releaseIfWritten(id: string, change: HealthChange | undefined): void {
  if (change?.patienceMs != null && health().changes.get(id)?.patienceMs == null) releaseWindow(id);
}

// What a change brings about: a look at the destination when it takes something again.
async function follow(written: readonly Changed[]): Promise<void> {
  const closed = written.filter(({ hasClosed }) => hasClosed).map(({ id }) => id);
  for (const id of closed) resetWindow(id);
  await wakeDestinations(closed);
  for (const { id, waitsMs } of written) if (waitsMs !== null && waitsMs > 0) await wakeIn(id, waitsMs);
}
