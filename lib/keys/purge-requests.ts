import { REQUESTED } from "@/lib/audit/audit";
import { clockNow } from "@/lib/clock";
import { inBatches } from "@/lib/db/batches";
import { ACTIVITY_DAYS, DAY_MS } from "@/lib/time";

/** Forgets what keys asked for more than 30 days ago. What was changed stays on the audit log. */
export async function purgeRequests(now = new Date(clockNow())): Promise<{ auditedRequests: number }> {
  return { auditedRequests: await inBatches(REQUESTS, [new Date(now.getTime() - ACTIVITY_DAYS * DAY_MS)]) };
}

const REQUESTS = `
  DELETE FROM audit_entries WHERE id IN (
    SELECT id FROM audit_entries WHERE created_at < $2 AND action = '${REQUESTED}' LIMIT $1
    FOR UPDATE SKIP LOCKED
  )`;
