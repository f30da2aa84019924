import { sqlPool } from "@/lib/db/client";
import { logger } from "@/lib/logger";
import { HOUR_MS, SECOND_MS } from "@/lib/time";
import type { InboundProvider } from "./schema";

const FLUSH_MS = SECOND_MS;
const PLACES_MAX = 10_000;

type Tally = { provider: InboundProvider; connectionId: string; hourAt: Date; count: number; lastAt: Date };
type Counter = { tallies: Map<string, Tally>; timer: NodeJS.Timeout | undefined };

// Next evaluates modules once a module graph; the process has one counter.
const shared = globalThis as typeof globalThis & { atelyaRefusals?: Counter };

/**
 * Counts a request that failed its verification. Written once a second for all of them, so that a flood of forgeries costs
 * one statement and not one each; what a crash takes is at most a second's count.
 */
export function countRefusal(provider: InboundProvider, connectionId: string, now = new Date()): void {
  const counter = current();
  const hourAt = new Date(Math.floor(now.getTime() / HOUR_MS) * HOUR_MS);
  const key = `${provider}:${connectionId}:${hourAt.getTime()}`;
  const tally = counter.tallies.get(key);
  if (tally) {
    tally.count += 1;
    tally.lastAt = now;
  } else if (counter.tallies.size < PLACES_MAX) {
    counter.tallies.set(key, { provider, connectionId, hourAt, count: 1, lastAt: now });
  }
  counter.timer ??= setTimeout(() => void flushRefusals(), FLUSH_MS).unref();
}

/** Writes what was counted since the last time. */
export async function flushRefusals(): Promise<void> {
  const counter = current();
  clearTimeout(counter.timer);
  counter.timer = undefined;
  const tallies = [...counter.tallies.values()];
  counter.tallies.clear();
  if (tallies.length === 0) return;
  try {
    await sqlPool().query(ADD, [JSON.stringify(tallies)]);
  } catch (error) {
    logger.error({ err: error, count: tallies.length }, "refused requests could not be counted");
  }
}

function current(): Counter {
  shared.atelyaRefusals ??= { tallies: new Map(), timer: undefined };
  return shared.atelyaRefusals;
}

const ADD = `
  INSERT INTO inbound_refusals AS r (provider, connection_id, hour_at, count, last_at)
  SELECT * FROM json_to_recordset($1::json)
    AS t(provider text, "connectionId" text, "hourAt" timestamptz, count int, "lastAt" timestamptz)
  -- In one order everywhere: several processes count the same places.
  ORDER BY provider, "connectionId", "hourAt"
  ON CONFLICT (provider, connection_id, hour_at)
    DO UPDATE SET count = r.count + excluded.count, last_at = greatest(r.last_at, excluded.last_at)`;
