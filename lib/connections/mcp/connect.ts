import { audit } from "@/lib/audit/audit";
import { authorize, type Context } from "@/lib/context";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { requireWorkspace } from "@/lib/organizations/require-workspace";
import { createConnectionSecret } from "@/lib/secrets/signing-secrets";
import { parseInput } from "@/lib/validation/parse";
import type { Prisma } from "@/prisma/generated/client";
import { announceConnected } from "../announce";
import { sealSecrets } from "../sealed";
import { requireServerUrl, shownUrl } from "./address";
import { MCP_SERVERS_MAX, type McpConfig, type McpServerCreate, mcpServerCreate } from "./schema";

/**
 * Connects an MCP server to a workspace and answers with the secret that it signs with, the only time that it is shown.
 * The server is not asked. Throws invalid, forbidden, not_found, or conflict when the workspace has 50 of them.
 */
export async function connectMcpServer(
  ctx: Context,
  workspaceId: string,
  input: McpServerCreate,
): Promise<{ id: string; secret: string }> {
  authorize(ctx, "organization:manage");
  await requireWorkspace(ctx, workspaceId);
  const { name, url: typed, bearerToken } = parseInput(mcpServerCreate, input);
  const url = requireServerUrl(typed);
  const { organizationId } = ctx;
  const id = newId("connection");
  const config: McpConfig = { ...shownUrl(url), sendsToken: bearerToken !== "" };
  const row = { id, organizationId, workspaceId, provider: "mcp", name };
  const secretsSealed = sealSecrets(id, { url: url.href, bearerToken: bearerToken || undefined });
  const secret = await db.$transaction(async (tx) => {
    await requireRoom(workspaceId, tx);
    await tx.connection.create({ data: { ...row, config, secretsSealed, createdById: ctx.actor.id } });
    const changes = { provider: "mcp", url: config.url };
    await audit(ctx, { action: "connection.created", targetId: id, targetLabel: name, changes }, tx);
    return createConnectionSecret({ organizationId, connectionId: id }, tx);
  });
  await announceConnected(row);
  return { id, secret };
}

// Simultaneous ones count one after the other.
async function requireRoom(workspaceId: string, tx: Prisma.TransactionClient): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM workspaces WHERE id = ${workspaceId} FOR UPDATE`;
  const count = await tx.connection.count({ where: { workspaceId, provider: "mcp", disconnectedAt: null } });
  if (count < MCP_SERVERS_MAX) return;
  throw new AppError("conflict", `A workspace has at most ${MCP_SERVERS_MAX} MCP servers. Disconnect one first.`);
}
