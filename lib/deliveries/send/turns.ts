import { workPool } from "@/lib/db/client";
import { SECOND_MS } from "@/lib/time";

/** Turns that come within this time are waited for with a timer, under the lease; later ones in the database. */
export const HORIZON_MS = SECOND_MS;
// A receiver that counts exactly must not find two requests a moment too near for a timer's or the network's sake.
const MARGIN = 1.02;

/** How many requests a limit of so many a second lets through within the horizon: at least one. */
export function turnsWithinHorizon(perSecond: number): number {
  return Math.max(1, Math.ceil((perSecond * HORIZON_MS) / SECOND_MS));
}

/** Turns that were taken: when each comes, in milliseconds from now, and when the next free one does. */
export type Turns = { inMs: number[]; nextInMs: number };

/**
 * Takes turns at a limited destination, over all processes: requests stand at least `1 / perSecond` apart. One statement
 * that waits for no lock: undefined when somebody holds the destination's row, and then nothing was taken.
 */
export async function takeTurns(input: {
  destinationId: string;
  count: number;
  perSecond: number;
}): Promise<Turns | undefined> {
  const { destinationId, count, perSecond } = input;
  const stepMs = (SECOND_MS / perSecond) * MARGIN;
  const { rows } = await workPool().query<{ endsInMs: number }>(TAKE, [destinationId, count * stepMs]);
  const [row] = rows;
  if (!row) return undefined;
  const firstInMs = row.endsInMs - count * stepMs;
  return { inMs: Array.from({ length: count }, (_, index) => firstInMs + index * stepMs), nextInMs: row.endsInMs };
}

const TAKE = `
  WITH unlocked AS (SELECT id FROM destinations WHERE id = $1 FOR UPDATE SKIP LOCKED)
  UPDATE destinations x
  SET paced_until = greatest(x.paced_until, now()) + $2::float8 * interval '1 millisecond'
  FROM unlocked WHERE x.id = unlocked.id
  RETURNING (extract(epoch FROM x.paced_until - now()) * 1000)::float8 AS "endsInMs"`;
