import Link from "next/link";
import { DataTable } from "@/components/ui/data-table";
import { RelativeTime } from "@/components/ui/relative-time";
import { Status } from "@/components/ui/status";
import type { McpEvent } from "@/lib/connections/mcp/events";

const COLUMNS = ["Time", "Type", "Outcome", "Led to"] as const;

const OUTCOMES = {
  received: { tone: "neutral", label: "Received" },
  handled: { tone: "success", label: "Handled" },
  ignored: { tone: "neutral", label: "Ignored" },
  parked: { tone: "neutral", label: "Parked" },
  failed: { tone: "danger", label: "Failed" },
} as const;

/** What a server sent lately. */
export function McpEvents({ events }: { events: readonly McpEvent[] }) {
  if (events.length === 0) return <p className="text-muted">Nothing came yet. Pings are not listed here.</p>;
  return (
    <DataTable label="What came in" columns={COLUMNS}>
      {events.map((event) => (
        <tr key={event.id}>
          <td className="whitespace-nowrap text-muted">
            <RelativeTime at={event.receivedAt} />
          </td>
          <td className="max-w-72 truncate font-mono text-xs" title={event.name ?? event.type}>
            {event.name ?? event.type}
          </td>
          <td className="max-w-80 min-w-32 py-1.5">
            <Status {...OUTCOMES[event.status]} />
            {event.reason && <span className="block text-xs leading-5 text-muted wrap-anywhere">{event.reason}</span>}
          </td>
          <td className="whitespace-nowrap">
            <LedTo published={event.published} />
          </td>
        </tr>
      ))}
    </DataTable>
  );
}

function LedTo({ published }: Pick<McpEvent, "published">) {
  if (!published) return <span className="text-muted">Nothing</span>;
  if (!published.deliveryId) return <span className="text-muted">Published; no bridge listens</span>;
  return (
    <Link href={`/settings/integrations/webhooks/deliveries/${published.deliveryId}`} className="text-link">
      integration.server_updated
    </Link>
  );
}
