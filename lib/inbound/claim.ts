import { sqlPool } from "@/lib/db/client";
import type { InboundEvent } from "@/prisma/generated/client";

// A handler that has not ended by then was lost with its process.
const LEASE_SECONDS = 20;

/**
 * Leases inbound events to this process, in one statement: those that are due at `now` and that nobody holds. What is left
 * out has ended, is under way elsewhere, or is not due yet.
 */
export async function claimInbound(ids: readonly string[], now: Date): Promise<InboundEvent[]> {
  const { rows } = await sqlPool().query<InboundEvent>(CLAIM, [ids, now, LEASE_SECONDS]);
  return rows;
}

// Locked in the order of ids, as everywhere; what somebody else is at is theirs.
const CLAIM = `
  WITH due AS (
    SELECT id FROM inbound_events
    WHERE id = ANY($1::text[]) AND status = 'received' AND due_at <= $2::timestamptz + interval '1 second'
      AND (leased_until IS NULL OR leased_until < $2::timestamptz)
    ORDER BY id FOR UPDATE SKIP LOCKED
  )
  UPDATE inbound_events e
  SET leased_until = $2::timestamptz + $3::int * interval '1 second', attempt_count = e.attempt_count + 1
  FROM due WHERE e.id = due.id
  RETURNING e.id, e.provider, e.external_id AS "externalId", e.type, e.organization_id AS "organizationId",
    e.workspace_id AS "workspaceId", e.connection_id AS "connectionId", e.subject, e.payload, e.status, e.reason,
    e.event_id AS "eventId", e.attempt_count AS "attemptCount", e.due_at AS "dueAt", e.leased_until AS "leasedUntil",
    e.occurred_at AS "occurredAt", e.received_at AS "receivedAt", e.processed_at AS "processedAt"`;
