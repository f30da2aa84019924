import { workPool } from "@/lib/db/client";
import { MINUTE_MS, SECOND_MS } from "@/lib/time";

/** The breaker opens when at least so many attempts were made within this time … */
export const BREAKER_WINDOW_MS = MINUTE_MS;
export const BREAKER_ATTEMPTS_MIN = 10;
/** … and this share of them failed as a dead host's do. */
export const BREAKER_SHARE = 0.9;

/** The first probe goes after this time; each that fails doubles it, up to the other. */
export const PROBE_AFTER_MS = 30 * SECOND_MS;
export const PROBE_AFTER_MS_MAX = 10 * MINUTE_MS;
// Longer than the longest attempt: a probe whose process died is made up for after it.
const PROBE_TAKEN_MS = MINUTE_MS;

/** A breaker that opened, and how long until its first probe. */
export type Opened = { id: string; probeInMs: number };

/** Whether an attempt ended as a dead host's does: no connection, no answer in time, 5xx or 429. SQL, `a` being the attempt. */
const IS_DEAD = `(a.verdict <> 'delivered' AND (a.response_status >= 500 OR a.response_status = 429
    OR a.error_class IN ('dns', 'unreachable', 'tls', 'timeout', 'reset')))`;

/**
 * Opens the breakers of those destinations whose attempts of the last minute, over all processes, ask for it. Tests and
 * replays do not count, nor does what was before it last closed. Rows that somebody has locked are passed over: the next failure asks again.
 */
export async function openBreakers(destinationIds: readonly string[]): Promise<Opened[]> {
  if (destinationIds.length === 0) return [];
  const { rows } = await workPool().query<Opened>(OPEN, [destinationIds]);
  return rows;
}

const OPEN = `
  WITH tally AS (
    SELECT a.destination_id AS id, count(*)::int AS attempts, count(*) FILTER (WHERE ${IS_DEAD})::int AS dead,
      (array_agg(a.explanation ORDER BY a.started_at DESC) FILTER (WHERE ${IS_DEAD}))[1] AS last
    FROM attempts a JOIN deliveries d ON d.id = a.delivery_id JOIN destinations x ON x.id = a.destination_id
    WHERE a.destination_id = ANY($1::text[]) AND d.origin NOT IN ('test', 'replay')
      AND a.started_at > greatest(now() - ${BREAKER_WINDOW_MS} * interval '1 millisecond', x.breaker_closed_at)
    GROUP BY a.destination_id
  ), tripped AS (
    SELECT x.id, t.attempts, t.dead, t.last FROM destinations x JOIN tally t ON t.id = x.id
    WHERE t.attempts >= ${BREAKER_ATTEMPTS_MIN} AND t.dead >= ${BREAKER_SHARE} * t.attempts
      AND x.breaker_opened_at IS NULL
    ORDER BY x.id FOR UPDATE OF x SKIP LOCKED
  )
  UPDATE destinations x SET breaker_opened_at = now(), breaker_probes = 0, breaker_closed_at = NULL,
    breaker_probe_at = now() + ${PROBE_AFTER_MS} * interval '1 millisecond',
    breaker_reason = t.dead || ' of ' || t.attempts || ' attempts within a minute failed. The last one: ' || t.last
  FROM tripped t WHERE x.id = t.id
  RETURNING x.id, ${PROBE_AFTER_MS} AS "probeInMs"`;

/** Takes the probe that is due at a destination, for one process alone. False when another one has it, or the row is locked. */
export async function takeProbe(destinationId: string): Promise<boolean> {
  const { rowCount } = await workPool().query(
    `WITH unlocked AS (
       SELECT id FROM destinations
       WHERE id = $1 AND breaker_opened_at IS NOT NULL AND breaker_probe_at <= now() FOR UPDATE SKIP LOCKED
     )
     UPDATE destinations x SET breaker_probe_at = now() + ${PROBE_TAKEN_MS} * interval '1 millisecond'
     FROM unlocked WHERE x.id = unlocked.id`,
    [destinationId],
  );
  return rowCount === 1;
}

/** Gives a probe back that found nothing to send: the next delivery is sent as the probe at once. */
export async function returnProbe(destinationId: string): Promise<void> {
  await workPool().query(
    `UPDATE destinations SET breaker_probe_at = date_trunc('milliseconds', now()) WHERE breaker_opened_at IS NOT NULL AND id IN (
       SELECT id FROM destinations WHERE id = $1 FOR UPDATE SKIP LOCKED)`,
    [destinationId],
  );
}
