import { workPool } from "@/lib/db/client";
import { wakeDestinations } from "./queue/queue";
import { IS_OPEN } from "./send/lease";

/**
 * Has what waited for a destination sent; called when it resumes. What the receiver turned away until a later moment is
 * due at once with the rest: its wish was forgotten with the fresh start.
 */
export async function releaseHeld(input: { organizationId: string; destinationId: string }): Promise<void> {
  await workPool().query(TURNED_AWAY_DUE, [input.organizationId, input.destinationId]);
  await wakeDestinations([input.destinationId]);
}

const TURNED_AWAY_DUE = `
  WITH turned_away AS MATERIALIZED (
    SELECT d.id FROM deliveries d
    WHERE d.organization_id = $1 AND d.destination_id = $2 AND ${IS_OPEN} AND d.due_at > now()
      AND d.last_status = 429 AND d.spared_count > 0
    ORDER BY d.id FOR UPDATE SKIP LOCKED
  )
  UPDATE deliveries d SET due_at = date_trunc('milliseconds', now()) FROM turned_away t WHERE d.id = t.id`;

/** Has what waits for its turn at a limited destination sent by its new limit; called when that changes. */
export async function releaseWaiting(input: { organizationId: string; destinationId: string }): Promise<void> {
  await workPool().query("UPDATE destinations SET paced_until = NULL WHERE organization_id = $1 AND id = $2", [
    input.organizationId,
    input.destinationId,
  ]);
  await wakeDestinations([input.destinationId]);
}
