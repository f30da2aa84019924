import type { Context } from "@/lib/context";
import { db } from "@/lib/db/client";
import { notFound } from "@/lib/errors";
import type { Connection, Prisma } from "@/prisma/generated/client";
import type { ConnectionProvider } from "./schema";

/** The live connections of the actor's organization that it may see: in every `where`. */
export function connectionScope(ctx: Context): Prisma.ConnectionWhereInput {
  return {
    organizationId: ctx.organizationId,
    disconnectedAt: null,
    ...(ctx.workspaces === "all" ? {} : { workspaceId: { in: [...ctx.workspaces] } }),
  };
}

/** One live connection, of one of these providers where they are named, or `not_found`. */
export async function findConnection(
  ctx: Context,
  id: string,
  providers?: readonly ConnectionProvider[],
): Promise<Connection> {
  const row = await db.connection.findFirst({
    where: { ...connectionScope(ctx), id, ...(providers ? { provider: { in: [...providers] } } : {}) },
  });
  if (!row) throw notFound("connection");
  return row;
}
