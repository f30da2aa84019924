import Link from "next/link";
import { inboundPath } from "@/components/inbound/inbound-address";
import { OUTCOME_WORDS, reachWords } from "@/components/inbound/outcome-words";
import { DataTable } from "@/components/ui/data-table";
import { RelativeTime } from "@/components/ui/relative-time";
import { Status } from "@/components/ui/status";
import type { McpEvent } from "@/lib/connections/mcp/events";

const COLUMNS = ["Outcome", "What", "What it led to", "When"] as const;

/** What a server sent lately; each leads to its page, with its payload and the deliveries that it led to. */
export function McpEvents({ events }: { events: readonly McpEvent[] }) {
  if (events.length === 0) return <p className="text-muted">Nothing came yet. Pings are not listed.</p>;
  return (
    <DataTable label="What came in" columns={COLUMNS}>
      {events.map((event) => (
        <tr key={event.id}>
          <td>
            <Status {...OUTCOME_WORDS[event.outcome]} />
          </td>
          <td className="max-w-72 min-w-40 truncate" title={event.name ?? event.type}>
            <Link href={inboundPath(event.id)} className="font-mono text-xs hover:underline">
              {event.name ?? event.type}
            </Link>
          </td>
          <td className="min-w-40 py-1.5 text-muted wrap-anywhere">{ledTo(event)}</td>
          <td className="whitespace-nowrap text-muted">
            <RelativeTime at={event.receivedAt} />
          </td>
        </tr>
      ))}
    </DataTable>
  );
}

function ledTo({ published, reason }: McpEvent): string {
  if (published) return `${published.type}, ${reachWords(published.deliveries)}`;
  return reason ?? "";
}
