import { env } from "@/lib/env";

/** Where an MCP server sends to. */
export function mcpEndpoint(connectionId: string): string {
  return new URL(`/api/inbound/mcp/${connectionId}`, env().APP_URL).href;
}
