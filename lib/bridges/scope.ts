import { type Context, seesWorkspace } from "@/lib/context";
import { db } from "@/lib/db";
import { notFound } from "@/lib/errors";
import type { Destination, Prisma } from "@/prisma/generated/client";

/** The bridges that the actor may see: in every `where`, so that another tenant's id matches no row. */
export function bridgeScope(ctx: Context): Prisma.DestinationWhereInput {
  return {
    kind: "bridge",
    organizationId: ctx.organizationId,
    workspaceId: ctx.workspaces === "all" ? { not: null } : { in: [...ctx.workspaces] },
  };
}

/** One bridge that is not deleted, or `not_found`. */
export async function findBridge(ctx: Context, bridgeId: string): Promise<Destination> {
  const row = await db.destination.findFirst({ where: { ...bridgeScope(ctx), id: bridgeId, deletedAt: null } });
  if (!row) throw notFound("bridge");
  return row;
}

/** Throws `not_found` unless the workspace is the actor's organization's and visible to it. */
export async function requireWorkspace(ctx: Context, workspaceId: string): Promise<void> {
  const found =
    seesWorkspace(ctx, workspaceId) &&
    (await db.workspace.findFirst({
      where: { id: workspaceId, organizationId: ctx.organizationId },
      select: { id: true },
    }));
  if (!found) throw notFound("workspace");
}
