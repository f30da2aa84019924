import type { Context } from "@/lib/context";
import { db } from "@/lib/db/client";
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
