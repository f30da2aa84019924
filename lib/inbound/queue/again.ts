import { clockNow } from "@/lib/clock";
import { db, sqlPool } from "@/lib/db/client";
import { newId } from "@/lib/ids";
import type { Prisma } from "@/prisma/generated/client";
import { queueInbound } from "./queue";

/** As many events are handed again at once. */
export const AGAIN_MAX = 1_000;

/**
 * Hands ended events of this kind to their handlers once more, the oldest first, at most 1,000: parked ones whose sender
 * was just linked, or one that somebody asked for. Handlers do nothing twice. Returns how many.
 */
export async function handleAgain(where: Prisma.InboundEventWhereInput): Promise<number> {
  const rows = await db.inboundEvent.findMany({
    where: { AND: [where, { status: { not: "received" } }] },
    orderBy: { id: "asc" },
    take: AGAIN_MAX,
    select: { id: true },
  });
  const ids = rows.map((row) => row.id);
  await sqlPool().query(AGAIN, [ids, new Date(clockNow())]);
  const salt = newId("request");
  await queueInbound(ids.map((id) => ({ inboundId: id, attempt: 0, id: `${id}:again:${salt}` })));
  return ids.length;
}

// Locked in the order of ids, as everywhere.
const AGAIN = `
  WITH ended AS (
    SELECT id FROM inbound_events WHERE id = ANY($1::text[]) AND status <> 'received' ORDER BY id FOR UPDATE
  )
  UPDATE inbound_events e
  SET status = 'received', due_at = $2::timestamptz, attempt_count = 0, processed_at = NULL, reason = NULL
  FROM ended WHERE e.id = ended.id`;
