import { Status } from "@/components/ui/status";
import type { McpServer } from "@/lib/connections/mcp/list";

/** Whether anything comes of a server, in a word. */
export function McpStatus({ server }: { server: McpServer }) {
  if (server.trouble) return <Status tone="danger" label="Needs attention" />;
  const heard = server.lastEventAt ?? server.lastPingAt;
  return heard ? <Status tone="success" label="Connected" /> : <Status tone="neutral" label="Not heard of yet" />;
}
