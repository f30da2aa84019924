import type { Context } from "@/lib/context";
import { db } from "@/lib/db/client";
import { REQUESTED } from "./audit";

const PAGE_SIZE = 50;

export type AuditRow = {
  id: string;
  actorType: string;
  actorLabel: string;
  action: string;
  targetId: string | null;
  targetLabel: string | null;
  changes: unknown;
  ipAddress: string | null;
  createdAt: Date;
};

/**
 * What was changed in the organization, or what its keys asked for; newest first, fifty at a time. `cursor` is the id
 * after which the page begins.
 */
export async function listAuditLog(
  ctx: Context,
  { cursor, show = "changes" }: { cursor?: string | undefined; show?: "changes" | "requests" } = {},
): Promise<{ entries: AuditRow[]; nextCursor: string | null }> {
  const rows = await db.auditEntry.findMany({
    where: {
      organizationId: ctx.organizationId,
      action: show === "requests" ? REQUESTED : { not: REQUESTED },
      ...(cursor ? { id: { lt: cursor } } : {}),
    },
    orderBy: { id: "desc" },
    take: PAGE_SIZE + 1,
    omit: { organizationId: true, actorId: true },
  });
  const entries = rows.slice(0, PAGE_SIZE);
  return { entries, nextCursor: rows.length > PAGE_SIZE ? (entries.at(-1)?.id ?? null) : null };
}
