import { authorize, type Context } from "@/lib/context";
import { db } from "@/lib/db/client";

const PAGE_SIZE = 25;

/** An entry as the page lists it. */
export type LedgerRow = {
  id: string;
  amount: number;
  balanceAfter: number;
  reason: string;
  source: string;
  description: string | null;
  workspace: string | null;
  occurredAt: Date;
};

/** The ledger, newest first, 25 entries at a time; `cursor` is the id after which the page begins. */
export async function readLedger(
  ctx: Context,
  { cursor }: { cursor?: string | undefined } = {},
): Promise<{ entries: LedgerRow[]; nextCursor: string | null }> {
  authorize(ctx, "webhooks:read");
  const { organizationId } = ctx;
  const rows = await db.creditEntry.findMany({
    where: { organizationId, ...(cursor ? { id: { lt: cursor } } : {}) },
    orderBy: { id: "desc" },
    take: PAGE_SIZE + 1,
  });
  const page = rows.slice(0, PAGE_SIZE);
  const ids = [...new Set(page.flatMap(({ workspaceId }) => workspaceId ?? []))];
  const workspaces = await db.workspace.findMany({ where: { organizationId, id: { in: ids } } });
  const names = new Map(workspaces.map(({ id, name }) => [id, name]));
  const entries = page.map(({ id, amount, balanceAfter, reason, source, description, workspaceId, occurredAt }) => ({
    ...{ id, amount, balanceAfter, reason, source, description, occurredAt },
    workspace: workspaceId ? (names.get(workspaceId) ?? null) : null,
  }));
  return { entries, nextCursor: rows.length > PAGE_SIZE ? (page.at(-1)?.id ?? null) : null };
}
