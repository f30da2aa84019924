import { clockNow } from "@/lib/clock";
import { BATCH_ROWS, inBatches } from "@/lib/db/batches";
import { ulidFloor } from "@/lib/ids";
import { ACTIVITY_DAYS, DAY_MS } from "@/lib/time";

export const IDEMPOTENCY_MS = DAY_MS;

export type Purged = { deliveries: number; events: number; replays: number; idempotencyRecords: number };

/**
 * Forgets deliveries that ended more than 30 days ago with their attempts, events that old which no delivery speaks of
 * any more, replays that ended that long ago, and answers to idempotency keys of more than a day. What has not ended is
 * kept however old it is: a paused bridge still owes it. Every statement is bounded, may be repeated, and
 * passes over rows that somebody holds.
 */
export async function purgeOld(now = new Date(clockNow()), batchRows = BATCH_ROWS): Promise<Purged> {
  const before = new Date(now.getTime() - ACTIVITY_DAYS * DAY_MS);
  const floor = ulidFloor(before.getTime());
  return {
    deliveries: await inBatches(DELIVERIES, [`dlv_${floor}`, before], batchRows),
    events: await inBatches(EVENTS, [before], batchRows),
    replays: await inBatches(REPLAYS, [before], batchRows),
    idempotencyRecords: await inBatches(IDEMPOTENCY, [new Date(now.getTime() - IDEMPOTENCY_MS)], batchRows),
  };
}

// By the primary key, which is in the order of time. An attempt goes with its delivery and never by itself.
const DELIVERIES = `
  WITH old AS (
    SELECT id FROM deliveries
    WHERE id < $2 AND ended_at < $3 AND status IN ('delivered', 'failed', 'cancelled')
    ORDER BY id LIMIT $1 FOR UPDATE SKIP LOCKED
  ), gone AS (DELETE FROM attempts a USING old WHERE a.delivery_id = old.id)
  DELETE FROM deliveries d USING old WHERE d.id = old.id`;

// Whose deliveries are all gone; a resend keeps the event that it sent.
const EVENTS = `
  DELETE FROM events WHERE (organization_id, id) IN (
    SELECT e.organization_id, e.id FROM events e
    WHERE e.created_at < $2 AND NOT EXISTS (
      SELECT FROM deliveries d WHERE d.event_id = e.id AND d.organization_id = e.organization_id
    )
    ORDER BY e.created_at LIMIT $1 FOR UPDATE SKIP LOCKED
  )`;

const REPLAYS = `
  DELETE FROM replays WHERE id IN (
    SELECT id FROM replays WHERE ended_at < $2 ORDER BY id LIMIT $1 FOR UPDATE SKIP LOCKED
  )`;

const IDEMPOTENCY = `
  DELETE FROM idempotency_records WHERE id IN (
    SELECT id FROM idempotency_records WHERE created_at < $2 ORDER BY created_at LIMIT $1 FOR UPDATE SKIP LOCKED
  )`;
