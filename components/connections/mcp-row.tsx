import Link from "next/link";
import { RelativeTime } from "@/components/ui/relative-time";
import type { McpServer } from "@/lib/connections/mcp/list";
import { mcpServerPath } from "./mcp-path";
import { McpStatus } from "./mcp-status";

export const MCP_COLUMNS = ["Status", "Server", "Calls itself", "Last ping", "Last event"] as const;

export function McpRow({ server }: { server: McpServer }) {
  const { id, name, url, ping, lastPingAt, lastEventAt } = server;
  return (
    <tr>
      <td>
        <McpStatus server={server} />
      </td>
      <td className="max-w-64 min-w-40 py-1.5">
        <Link href={mcpServerPath(id)} className="block truncate font-medium hover:underline" title={name}>
          {name}
        </Link>
        <span className="block truncate font-mono text-xs leading-5 text-muted">{url}</span>
      </td>
      <td className="max-w-48 truncate">
        <CallsItself ping={ping} />
      </td>
      <td className="whitespace-nowrap">
        {lastPingAt ? <RelativeTime at={lastPingAt} /> : <Unknown>None yet</Unknown>}
      </td>
      <td className="whitespace-nowrap">
        {lastEventAt ? <RelativeTime at={lastEventAt} /> : <Unknown>None yet</Unknown>}
      </td>
    </tr>
  );
}

function CallsItself({ ping }: Pick<McpServer, "ping">) {
  if (!ping) return <Unknown>Not pinged yet</Unknown>;
  return ping.ok ? `${ping.name} ${ping.version}` : <Unknown>No answer</Unknown>;
}

function Unknown({ children }: { children: string }) {
  return <span className="text-muted">{children}</span>;
}
