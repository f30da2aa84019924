import { db } from "@/lib/db/client";
import type { Prisma, Replay } from "@/prisma/generated/client";
import type { EndedStatus, ReplayView } from "./schema";

/** A replay's row with what has become of its deliveries, counted now. */
export async function viewReplay(row: Replay, tx: Prisma.TransactionClient = db): Promise<ReplayView> {
  const groups = await tx.delivery.groupBy({ by: ["status"], where: { replayId: row.id }, _count: true });
  const count = (...statuses: string[]) =>
    groups.filter((group) => statuses.includes(group.status)).reduce((sum, group) => sum + group._count, 0);
  return {
    id: row.id,
    webhook_id: row.destinationId,
    status: row.status as ReplayView["status"],
    reason: row.reason,
    since: row.since.toISOString(),
    until: row.until.toISOString(),
    statuses: row.statuses as EndedStatus[],
    types: row.types,
    matched: row.matched,
    created: row.created,
    pending: count("pending", "retrying"),
    delivered: count("delivered"),
    failed: count("failed"),
    cancelled: count("cancelled"),
    created_at: row.createdAt.toISOString(),
    ended_at: row.endedAt?.toISOString() ?? null,
  };
}
