import Link from "next/link";
import type { BridgeListItem } from "@/lib/bridges/list";
import { BridgeOutcome } from "./bridge-outcome";
import { BridgeRowMenu } from "./bridge-row-menu";
import { eventCountWords } from "./bridge-standing";
import { BridgeStatus } from "./bridge-status";
import { HealthCell } from "./health-cell";

export const BRIDGE_COLUMNS = ["Status", "Name", "Format", "Host", "Events", "Last 24 h", "Last outcome", ""] as const;

export function BridgeRow({ bridge, canManage }: { bridge: BridgeListItem; canManage: boolean }) {
  const place = `/settings/integrations/webhooks/${bridge.id}`;
  return (
    <tr>
      <td>
        <BridgeStatus bridge={bridge} retrying={bridge.health.retrying} />
      </td>
      <td className="max-w-56 min-w-32">
        <Link href={place} className="block truncate font-medium hover:underline" title={bridge.name}>
          {bridge.name}
        </Link>
        <span className="block truncate font-mono text-xs leading-5 text-muted @5xl:hidden" title={bridge.host}>
          {bridge.host}
        </span>
      </td>
      <td className="whitespace-nowrap">{bridge.formatLabel}</td>
      <td className="max-w-52 truncate font-mono text-xs" title={bridge.host}>
        {bridge.host}
      </td>
      <td className="whitespace-nowrap" title={bridge.eventTypes.join(", ")}>
        {eventCountWords(bridge.eventTypes)}
      </td>
      <td>
        <HealthCell health={bridge.health} />
      </td>
      <td className="w-full max-w-0 min-w-48">
        <BridgeOutcome bridge={bridge} fixHref={canManage ? `${place}/edit` : undefined} />
      </td>
      <td className="text-end">{canManage && <BridgeRowMenu bridge={bridge} />}</td>
    </tr>
  );
}
