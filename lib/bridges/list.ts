import { authorize, type Context } from "@/lib/context";
import { db } from "@/lib/db/client";
import { type DestinationHealth, readHealth } from "@/lib/destinations/read-health";
import { requireWorkspace } from "@/lib/organizations/require-workspace";
import { parseInput } from "@/lib/validation/parse";
import type { Prisma } from "@/prisma/generated/client";
import { listBridgesInput } from "./schema";
import { bridgeScope } from "./scope";
import { type BridgeSummary, bridgeSummary, SUMMARY_COLUMNS } from "./view";

export type BridgeListItem = BridgeSummary & { health: DestinationHealth };
/** `nextCursor` asks for the next page; null on the last one. `total` counts the workspace's bridges, whatever the search. */
export type BridgeList = { bridges: readonly BridgeListItem[]; nextCursor: string | null; total: number };

/** A workspace's bridges, newest first, with the health of their last 24 hours: three queries whatever their number. */
export async function listBridges(ctx: Context, input: unknown): Promise<BridgeList> {
  authorize(ctx, "webhooks:read");
  const { workspaceId, search, cursor, limit } = parseInput(listBridgesInput, input);
  await requireWorkspace(ctx, workspaceId);
  const workspace = { ...bridgeScope(ctx), workspaceId, deletedAt: null };
  const [rows, total] = await Promise.all([
    db.destination.findMany({
      where: { ...workspace, ...matching(search), ...(cursor ? { id: { lt: cursor } } : {}) },
      select: SUMMARY_COLUMNS,
      orderBy: { id: "desc" },
      take: limit + 1,
    }),
    db.destination.count({ where: workspace }),
  ]);
  const page = rows.slice(0, limit);
  const ids = page.map((row) => row.id);
  const health = await readHealth(ctx.organizationId, ids);
  const bridges = page.flatMap((row) => {
    const own = health.get(row.id);
    return own ? [{ ...bridgeSummary(row), health: own }] : [];
  });
  return { bridges, nextCursor: rows.length > limit ? (ids.at(-1) ?? null) : null, total };
}

// The host, not the whole URL: a search must not find secrets by guessing them.
function matching(search: string | undefined): Prisma.DestinationWhereInput {
  if (!search) return {};
  const contains = { contains: search, mode: "insensitive" } as const;
  return { OR: [{ name: contains }, { urlOrigin: contains }] };
}
