import type { HandlerCall, HandlerResult } from "@/lib/inbound/receiver/define-receiver";
import { publishForConnection } from "@/lib/inbound/receiver/publish-for-connection";

/** What a server says has changed, by its own name for it, and what it tells besides. */
export type Change = { change: string; details: string | null };

/** Publishes a change as `integration.server_updated` in the connection's workspace, once however often it is handled. */
export function publishChange({ row }: HandlerCall, { change, details }: Change): Promise<HandlerResult> {
  return publishForConnection(row, {
    type: "integration.server_updated",
    provider: "mcp",
    label: "MCP server",
    idSource: () => row.id,
    data: { change, details },
    disconnected: "The server was disconnected before this was handled.",
  });
}
