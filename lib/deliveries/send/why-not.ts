import { workPool } from "@/lib/db/client";
import type { Due } from "@/lib/deliveries/queue/queue";
import { SECOND_MS } from "@/lib/time";
import { IS_OPEN } from "./lease";

type Row = { id: string; destinationId: string; comesAt: Date | null };

/** What becomes of open deliveries that could not be claimed: those that come back by themselves, and destinations to look at. */
export type WhyNot = { later: Due[]; destinationIds: string[] };

/**
 * Says why deliveries that a wake-up named were not claimed. What has ended, or is past that attempt, is left out. What
 * somebody holds comes back after the holder's lease, in case the holder dies; what is not due comes back when it is; the
 * rest waits for its destination.
 */
export async function whyNot(ids: readonly string[], attempt: number): Promise<WhyNot> {
  const { rows } = await workPool().query<Row>(OPEN, [ids, attempt]);
  const later: Due[] = [];
  const destinationIds = new Set<string>();
  for (const { id, destinationId, comesAt } of rows) {
    if (comesAt) later.push({ deliveryId: id, destinationId, attempt, dueAt: comesAt });
    else destinationIds.add(destinationId);
  }
  return { later, destinationIds: [...destinationIds] };
}

// A test's delivery has no due time and is nobody's but the test's.
const OPEN = `
  SELECT d.id, d.destination_id AS "destinationId",
    CASE WHEN d.leased_until >= now() THEN d.leased_until + ${SECOND_MS} * interval '1 millisecond'
      WHEN d.due_at > now() THEN d.due_at END AS "comesAt"
  FROM deliveries d
  WHERE d.id = ANY($1::text[]) AND d.attempt_count = $2 AND ${IS_OPEN} AND d.origin <> 'test'
  ORDER BY d.id`;
