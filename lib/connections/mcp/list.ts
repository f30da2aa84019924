import { authorize, type Context } from "@/lib/context";
import { db, sqlPool } from "@/lib/db/client";
import { requireWorkspace } from "@/lib/organizations/require-workspace";
import type { Connection } from "@/prisma/generated/client";
import { connectionScope, findConnection } from "../find";
import type { McpConfig } from "./schema";
import { readConfig } from "./stored";

/** What every page may know of an MCP server. Times are ISO 8601; nothing here is secret. */
export type McpServer = {
  id: string;
  name: string;
  createdAt: string;
  /** When something of it last came in, pings aside. */
  lastEventAt: string | null;
  /** What a person has to fix: the server sends us nothing more. */
  trouble: { at: string; reason: string } | null;
} & McpConfig;

/** A workspace's MCP servers, the oldest first. Throws forbidden or not_found. */
export async function listMcpServers(ctx: Context, workspaceId: string): Promise<McpServer[]> {
  authorize(ctx, "webhooks:read");
  await requireWorkspace(ctx, workspaceId);
  const rows = await db.connection.findMany({
    where: { AND: [connectionScope(ctx), { workspaceId, provider: "mcp" }] },
    orderBy: { id: "asc" },
  });
  return withLastEvents(rows);
}

/** One MCP server. Throws forbidden or not_found. */
export async function getMcpServer(ctx: Context, id: string): Promise<McpServer> {
  authorize(ctx, "webhooks:read");
  const [server] = await withLastEvents([await findConnection(ctx, id, ["mcp"])]);
  if (!server) throw new Error("A row always has a view.");
  return server;
}

async function withLastEvents(rows: readonly Connection[]): Promise<McpServer[]> {
  const { rows: last } = await sqlPool().query<{ id: string; lastAt: Date | null }>(LAST, [rows.map(({ id }) => id)]);
  const lastAt = new Map(last.map((each) => [each.id, each.lastAt?.toISOString() ?? null]));
  return rows.map((row) => ({
    ...readConfig(row),
    id: row.id,
    name: row.name,
    createdAt: row.createdAt.toISOString(),
    lastEventAt: lastAt.get(row.id) ?? null,
    trouble: row.reconnectAt ? { at: row.reconnectAt.toISOString(), reason: row.reconnectReason ?? "" } : null,
  }));
}

const LAST = `
  SELECT c.id, (SELECT received_at FROM inbound_events e WHERE e.connection_id = c.id ORDER BY e.id DESC LIMIT 1) AS "lastAt"
  FROM unnest($1::text[]) AS c(id)`;
