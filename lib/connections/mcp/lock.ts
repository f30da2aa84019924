import type { Context } from "@/lib/context";
import { notFound } from "@/lib/errors";
import type { Connection, Prisma } from "@/prisma/generated/client";
import { connectionScope } from "../find";

/** A live MCP server of the actor's, held until the transaction ends: changes to one come one after the other. Throws not_found. */
export async function lockMcpServer(ctx: Context, id: string, tx: Prisma.TransactionClient): Promise<Connection> {
  await tx.$queryRaw`SELECT 1 FROM connections WHERE id = ${id} AND organization_id = ${ctx.organizationId} FOR UPDATE`;
  const row = await tx.connection.findFirst({ where: { ...connectionScope(ctx), id, provider: "mcp" } });
  if (!row) throw notFound("connection");
  return row;
}
