import { workPool } from "@/lib/db/client";
import { PROBE_AFTER_MS, PROBE_AFTER_MS_MAX } from "@/lib/destinations/breaker";
import { MINUTE_MS } from "@/lib/time";
import type { HealthChange } from "./health";

/** How long the pace that a receiver showed before it asked for patience is kept to. */
const LEARNED_MS = 10 * MINUTE_MS;

/** A destination whose row was written: whether its breaker closed, and how long it takes nothing, if it does not. */
export type Changed = { id: string; hasClosed: boolean; waitsMs: number | null };

/** Writes changes of health into destinations' rows, in the order of ids. Rows that somebody has locked are passed over, and not returned. */
export async function storeHealth(changes: ReadonlyMap<string, HealthChange>): Promise<Changed[]> {
  if (changes.size === 0) return [];
  const rows = [...changes].map(([id, change]) => ({ id, ...change }));
  const { rows: written } = await workPool().query<Changed>(STORE, [JSON.stringify(rows)]);
  return written;
}

const STORE = `
  WITH h AS (
    SELECT * FROM json_to_recordset($1::json) AS h(id text, "hadSuccess" boolean, failures int,
      "firstFailureAt" timestamptz, "lastAttemptAt" timestamptz, "lastVerdict" text, "isAlive" boolean,
      "probeFailed" boolean, "patienceMs" float8, "learnedIntervalMs" float8)
  ), unlocked AS MATERIALIZED (
    SELECT x.id, x.breaker_opened_at IS NOT NULL AS "wasOpen" FROM destinations x JOIN h ON h.id = x.id
    ORDER BY x.id FOR UPDATE OF x SKIP LOCKED
  )
  UPDATE destinations x SET
    last_attempt_at = greatest(x.last_attempt_at, h."lastAttemptAt"), last_verdict = coalesce(h."lastVerdict", x.last_verdict),
    consecutive_failures = h.failures + CASE WHEN h."hadSuccess" THEN 0 ELSE x.consecutive_failures END,
    failing_since = CASE WHEN h."hadSuccess" OR x.failing_since IS NULL THEN h."firstFailureAt" ELSE x.failing_since END,
    held_until = CASE WHEN h."patienceMs" IS NULL THEN x.held_until
      ELSE greatest(x.held_until, now() + h."patienceMs" * interval '1 millisecond') END,
    learned_interval_ms = CASE WHEN h."learnedIntervalMs" IS NOT NULL AND x.held_until > now() IS NOT TRUE
      THEN ceil(h."learnedIntervalMs") WHEN x.learned_until > now() THEN x.learned_interval_ms END,
    learned_until = CASE WHEN h."patienceMs" IS NULL THEN x.learned_until
      ELSE now() + (h."patienceMs" + ${LEARNED_MS}) * interval '1 millisecond' END,
    breaker_opened_at = CASE WHEN h."isAlive" THEN NULL ELSE x.breaker_opened_at END,
    breaker_reason = CASE WHEN h."isAlive" THEN NULL ELSE x.breaker_reason END,
    breaker_closed_at = CASE WHEN h."isAlive" AND u."wasOpen" THEN now() ELSE x.breaker_closed_at END,
    breaker_probes = CASE WHEN h."isAlive" THEN 0 WHEN h."probeFailed" AND u."wasOpen" THEN x.breaker_probes + 1
      ELSE x.breaker_probes END,
    breaker_probe_at = CASE WHEN h."isAlive" THEN NULL
      WHEN h."probeFailed" AND u."wasOpen" THEN now() + interval '1 millisecond'
        * least(${PROBE_AFTER_MS_MAX}, ${PROBE_AFTER_MS} * 2 ^ least(x.breaker_probes + 1, 10))
      ELSE x.breaker_probe_at END
  FROM unlocked u JOIN h ON h.id = u.id WHERE x.id = u.id
  RETURNING x.id, h."isAlive" AND u."wasOpen" AS "hasClosed",
    CASE WHEN h."probeFailed" THEN (extract(epoch FROM x.breaker_probe_at - now()) * 1000)::float8
      ELSE (extract(epoch FROM x.held_until - now()) * 1000)::float8 END AS "waitsMs"`;
