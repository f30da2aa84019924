import { createHash } from "node:crypto";
import { systemContext } from "@/lib/context";
import { db } from "@/lib/db";
import { publishEvent } from "@/lib/deliveries/publish";
import { AppError } from "@/lib/errors";
import type { HandlerCall, HandlerResult } from "../define-receiver";

/** What a server says has changed, by its own name for it, and what it tells besides. */
export type Change = { change: string; details: string | null };

/** Publishes a change as `integration.server_updated` in the connection's workspace, once however often it is handled. */
export async function publishChange({ row }: HandlerCall, { change, details }: Change): Promise<HandlerResult> {
  if (row.eventId) return { status: "handled", eventId: row.eventId };
  const connection = await db.connection.findFirst({
    where: { id: row.connectionId ?? "", organizationId: row.organizationId ?? "", disconnectedAt: null },
    select: { id: true, organizationId: true, workspaceId: true, name: true },
  });
  if (!connection) return { status: "ignored", reason: "The server was disconnected before this was handled." };
  const { id, organizationId, workspaceId, name } = connection;
  // Of the row's own id, which nobody outside knows: an id that somebody else could publish first would bar it.
  const eventId = `evt_${createHash("sha256").update(row.id).digest("base64url")}`;
  try {
    await publishEvent(systemContext(organizationId, "MCP server"), {
      id: eventId,
      type: "integration.server_updated",
      workspaceId,
      timestamp: row.occurredAt,
      data: { provider: "mcp", connection: { id, name }, change, details },
    });
  } catch (error) {
    // Published before, when the server had another name: this id is nobody else's.
    if (!(error instanceof AppError && error.code === "conflict")) throw error;
  }
  return { status: "handled", eventId };
}
