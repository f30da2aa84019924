import { ACTIVITY_DAYS, inBatches } from "@/lib/deliveries/purge";
import { DAY_MS } from "@/lib/time";
import { REQUESTED } from "./request-log";

/** Forgets what keys asked for more than 30 days ago. What was changed stays on the audit log. */
export async function purgeRequests(now = new Date()): Promise<{ auditedRequests: number }> {
  return { auditedRequests: await inBatches(REQUESTS, [new Date(now.getTime() - ACTIVITY_DAYS * DAY_MS)]) };
}

const REQUESTS = `
  DELETE FROM audit_entries WHERE id IN (
    SELECT id FROM audit_entries WHERE created_at < $2 AND action = '${REQUESTED}' LIMIT $1
  )`;
