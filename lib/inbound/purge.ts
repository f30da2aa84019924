import { clockNow } from "@/lib/clock";
import { inBatches } from "@/lib/db/batches";
import { ACTIVITY_DAYS, DAY_MS } from "@/lib/time";

/** Forgets what came in more than 30 days ago and has ended, and the counts of refused requests of that age. */
export async function purgeInbound(
  now = new Date(clockNow()),
): Promise<{ inboundEvents: number; inboundRefusals: number }> {
  const before = new Date(now.getTime() - ACTIVITY_DAYS * DAY_MS);
  return {
    inboundEvents: await inBatches(EVENTS, [before]),
    inboundRefusals: await inBatches(REFUSALS, [before]),
  };
}

// Parked ones go too: a provider that nobody has linked for a month is nobody's.
const EVENTS = `
  DELETE FROM inbound_events WHERE id IN (
    SELECT id FROM inbound_events WHERE received_at < $2 AND status <> 'received' ORDER BY id LIMIT $1 FOR UPDATE SKIP LOCKED
  )`;

const REFUSALS = `
  DELETE FROM inbound_refusals WHERE ctid IN (SELECT ctid FROM inbound_refusals WHERE hour_at < $2 LIMIT $1 FOR UPDATE SKIP LOCKED)`;
