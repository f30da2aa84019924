import { authorize, type Context } from "@/lib/context";
import { db } from "@/lib/db/client";
import { mcpEndpoint } from "./endpoint";
import { listMcpEvents, type McpEvent } from "./events";
import { getMcpServer, type McpServer } from "./list";

/** A server as its page shows it. */
export type McpServerPage = {
  server: McpServer;
  endpoint: string;
  /** The newest secret's last characters. */
  secretHint: string;
  /** While a rotation overlaps: when the last old secret stops being good. */
  overlapEndsAt: string | null;
  events: McpEvent[];
};

/** One server for its page. Throws forbidden or not_found. */
export async function readMcpServerPage(ctx: Context, id: string): Promise<McpServerPage> {
  authorize(ctx, "webhooks:read");
  const server = await getMcpServer(ctx, id);
  const secrets = await db.signingSecret.findMany({
    where: { connectionId: id, organizationId: ctx.organizationId },
    orderBy: { id: "desc" },
    select: { last4: true, expiresAt: true },
  });
  const ends = secrets.flatMap(({ expiresAt }) => expiresAt?.getTime() ?? []).filter((end) => end > Date.now());
  return {
    server,
    endpoint: mcpEndpoint(id),
    secretHint: `whsec_••••${secrets.find(({ expiresAt }) => expiresAt === null)?.last4 ?? ""}`,
    overlapEndsAt: ends.length === 0 ? null : new Date(Math.max(...ends)).toISOString(),
    events: await listMcpEvents(ctx, id),
  };
}
