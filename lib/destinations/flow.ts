import { workPool } from "@/lib/db/client";
import { SECOND_MS } from "@/lib/time";

/** How long the backlog of a breaker that closed leaves at a ramp. */
export const RAMP_MS = 20 * SECOND_MS;

/**
 * A destination that takes whatever comes, `x` being its row: it is awake, its breaker is closed and has long been, and
 * neither a limit nor a receiver's wish for patience holds it. Deliveries to it are claimed by name; all others wait in
 * the database, and are taken in their order by who looks at the destination itself.
 */
export const FLOWS_FREELY = `(x.deleted_at IS NULL AND x.disabled_at IS NULL AND x.paused_at IS NULL
    AND x.breaker_opened_at IS NULL AND x.rate_limit_per_second IS NULL
    AND (x.held_until IS NULL OR x.held_until <= now()) AND (x.learned_until IS NULL OR x.learned_until <= now())
    AND (x.breaker_closed_at IS NULL OR x.breaker_closed_at <= now() - ${RAMP_MS} * interval '1 millisecond'))`;

/** What decides whether a destination takes a delivery now. Spans are milliseconds from the database's now. */
export type Flow = {
  state: "active" | "paused" | "disabled" | "deleted";
  isBreakerOpen: boolean;
  /** Until the next probe; null while the breaker is closed. */
  probeInMs: number | null;
  /** Until the receiver's patience is over; null or past without one. */
  heldForMs: number | null;
  /** Until a limited destination's next free turn; null or past when that is now. */
  turnInMs: number | null;
  /** The admin's limit, requests a second. */
  perSecond: number | null;
  /** The pace that the receiver was seen to take, while that is kept. */
  learnedIntervalMs: number | null;
  /** Since the breaker last closed. */
  closedForMs: number | null;
};

/** The columns of a flow, `x` being the destination's row. */
export const FLOW_COLUMNS = `
  CASE WHEN x.deleted_at IS NOT NULL THEN 'deleted' WHEN x.disabled_at IS NOT NULL THEN 'disabled'
    WHEN x.paused_at IS NOT NULL THEN 'paused' ELSE 'active' END AS state,
  x.breaker_opened_at IS NOT NULL AS "isBreakerOpen", ${millisecondsUntil("x.breaker_probe_at")} AS "probeInMs",
  ${millisecondsUntil("x.held_until")} AS "heldForMs", x.rate_limit_per_second AS "perSecond",
  ${millisecondsUntil("x.paced_until")} AS "turnInMs",
  CASE WHEN x.learned_until > now() THEN x.learned_interval_ms END AS "learnedIntervalMs",
  -${millisecondsUntil("x.breaker_closed_at")} AS "closedForMs"`;

function millisecondsUntil(column: string): string {
  return `(extract(epoch FROM ${column} - now()) * 1000)::float8`;
}

/** How a destination stands now; undefined when there is none. Takes no lock. */
export async function readFlow(destinationId: string): Promise<Flow | undefined> {
  const { rows } = await workPool().query<Flow>(`SELECT ${FLOW_COLUMNS} FROM destinations x WHERE x.id = $1`, [
    destinationId,
  ]);
  return rows[0];
}
