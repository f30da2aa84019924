import { setTimeout as wait } from "node:timers/promises";
import { groupCommit } from "@/lib/db/group-commit";
import { newId } from "@/lib/ids";
import { throttledLogger as logger } from "@/lib/throttled-log";
import type { AttemptRecord } from "./attempt-record";
import { attemptRow, bareRow, type NamedRecord } from "./attempt-row";
import { flightCount } from "./flights";
import { isRefusedData } from "./refused-data";
import { type Stored, storeAttempts } from "./store-attempts";
import { wakeWhenDue } from "./wake-in";
import { noteHealth } from "./write-health";

const GROUP_MAX = 200;
const TRY_AGAIN_MS = 250;
const TRY_AGAIN_MS_MAX = 2_000;

// With much in hand a statement waits for company: at one for ten attempts the database does more than it must.
const BUSY_FLIGHTS = 20;
const GATHER_MS = 20;

const store = groupCommit<NamedRecord, Stored>(storeGroup, {
  itemsMax: GROUP_MAX,
  writersMax: 1,
  gatherMs: () => (flightCount() > BUSY_FLIGHTS ? GATHER_MS : 0),
});

/**
 * Puts an attempt on record with what it means for its delivery, then has the destination looked at when the next one falls due, and notes the destination's
 * health. Attempts that end while one statement runs share the next one. Each is recorded until the database takes it, be
 * it away or the row locked: an answer that was read is not thrown away. One whose lease was lost changes nothing.
 */
export async function recordAttempt(record: AttemptRecord): Promise<void> {
  const named = { ...record, id: newId("attempt") };
  for (let waitMs = TRY_AGAIN_MS; ; waitMs = Math.min(waitMs * 2, TRY_AGAIN_MS_MAX)) {
    const [stored] = await store([named]);
    if (stored === "lost") {
      const { deliveryId, number } = record;
      logger.warn({ deliveryId, number }, "an answer came for a delivery that another process had taken over");
      return;
    }
    if (stored === "stored") return;
    await wait(waitMs);
  }
}

async function storeGroup(records: readonly NamedRecord[]): Promise<Stored[]> {
  const stored = await storeTogether(records);
  const kept = records.filter((_, index) => stored[index] === "stored");
  noteHealth(kept);
  await wakeWhenDue(kept.flatMap(nextAttempt));
  return stored;
}

// What was spared waits for its destination, whose hold or breaker has a look of its own.
function nextAttempt({ destinationId, result }: AttemptRecord): { destinationId: string; dueAt: Date }[] {
  const { nextAt, isSpared } = result.outcome;
  return nextAt && !isSpared ? [{ destinationId, dueAt: nextAt }] : [];
}

// A group that fails for one record's sake is taken apart: it fails alone, and nobody's answer goes with it.
async function storeTogether(records: readonly NamedRecord[]): Promise<Stored[]> {
  try {
    return await storeAttempts(records.map(attemptRow));
  } catch (error) {
    if (!isRefusedData(error)) {
      logger.warn({ err: error, count: records.length }, "attempts could not be put on record and are tried again");
      return records.map(() => "later");
    }
    const stored: Stored[] = [];
    for (const record of records) stored.push(await storeAlone(record));
    return stored;
  }
}

async function storeAlone(record: NamedRecord): Promise<Stored> {
  for (const row of [attemptRow, bareRow]) {
    try {
      const [stored] = await storeAttempts([row(record)]);
      return stored ?? "later";
    } catch (error) {
      if (!isRefusedData(error)) return "later";
      const { deliveryId, number } = record;
      logger.error({ err: error, deliveryId, number }, "an attempt cannot be stored as it is; its bare facts are");
    }
  }
  return "later";
}
