import { workPool } from "@/lib/db/client";
import { SECOND_MS } from "@/lib/time";
import { wakeDestinations } from "./queue/queue";
import { IS_FREE, IS_OPEN } from "./send/lease";

/** How long a due delivery may lie before the sweeper takes it for stranded. */
export const SWEEP_GRACE_MS = 5 * SECOND_MS;
// Longer than a test may take. Nobody waits for one that is older.
const TEST_MS_MAX = 120 * SECOND_MS;

/**
 * Has every destination looked at for which something is due that nobody holds: what a crash kept from the queue, and what
 * the queue lost. One look a destination, however much waits there, so that no backlog hides another's delivery. Returns
 * how many destinations that are.
 */
export async function sweepDue(options: { graceMs?: number } = {}): Promise<number> {
  await settleStrays();
  const { rows } = await workPool().query<{ id: string }>(DUE, [options.graceMs ?? SWEEP_GRACE_MS]);
  await wakeDestinations(rows.map(({ id }) => id));
  return rows.length;
}

// From one destination that has something open to the next, by the index of what is open: what has ended is not looked at.
// A closed destination's are due too: the look cancels them.
const DUE = `
  WITH RECURSIVE open AS (
    (SELECT destination_id AS id FROM deliveries d WHERE ${IS_OPEN} ORDER BY destination_id LIMIT 1)
    UNION ALL
    SELECT (SELECT d.destination_id FROM deliveries d WHERE ${IS_OPEN} AND d.destination_id > open.id
      ORDER BY d.destination_id LIMIT 1)
    FROM open WHERE open.id IS NOT NULL
  )
  SELECT x.id FROM open JOIN destinations x ON x.id = open.id
  WHERE (x.paused_at IS NULL OR x.disabled_at IS NOT NULL OR x.deleted_at IS NOT NULL) AND EXISTS (
    SELECT FROM deliveries d WHERE d.destination_id = x.id AND ${IS_OPEN} AND ${IS_FREE}
      AND d.due_at < now() - $1::int * interval '1 millisecond'
  )`;

/** An open delivery without a due time is nobody's: a test whose process died is over, any other falls due now. */
async function settleStrays(): Promise<void> {
  await workPool().query(STRAYS, [TEST_MS_MAX]);
}

const STRAYS = `
  WITH stray AS MATERIALIZED (
    SELECT d.id FROM deliveries d
    WHERE ${IS_OPEN} AND d.due_at IS NULL AND ${IS_FREE}
      AND (d.origin <> 'test' OR d.created_at < now() - $1::int * interval '1 millisecond')
    ORDER BY d.id FOR UPDATE SKIP LOCKED
  )
  UPDATE deliveries d SET
    status = CASE WHEN d.origin = 'test' THEN 'cancelled' ELSE d.status END,
    ended_at = CASE WHEN d.origin = 'test' THEN now() END,
    summary = CASE WHEN d.origin = 'test' THEN 'The test was interrupted. Send another one.' ELSE d.summary END,
    due_at = CASE WHEN d.origin = 'test' THEN NULL ELSE now() END
  FROM stray WHERE d.id = stray.id`;
