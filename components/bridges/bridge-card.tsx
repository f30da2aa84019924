import Link from "next/link";
import type { BridgeListItem } from "@/lib/bridges/list";
import { BridgeOutcome } from "./bridge-outcome";
import { BridgeRowMenu } from "./bridge-row-menu";
import { eventCountWords } from "./bridge-standing";
import { BridgeStatus } from "./bridge-status";
import { HealthCell } from "./health-cell";

/** A bridge in a list that has no room for a table. */
export function BridgeCard({ bridge, canManage }: { bridge: BridgeListItem; canManage: boolean }) {
  const place = `/settings/integrations/webhooks/${bridge.id}`;
  return (
    <li className="flex flex-col gap-1 py-3 text-dense">
      <div className="flex items-center justify-between gap-2">
        <Link href={place} className="min-w-0 truncate py-1 text-sm font-medium">
          {bridge.name}
        </Link>
        {canManage && <BridgeRowMenu bridge={bridge} />}
      </div>
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <BridgeStatus bridge={bridge} retrying={bridge.health.retrying} />
        <HealthCell health={bridge.health} />
      </div>
      <p className="truncate text-muted">
        {bridge.formatLabel} · <span className="font-mono text-xs">{bridge.host}</span> ·{" "}
        {eventCountWords(bridge.eventTypes)}
      </p>
      <div className="min-w-0 text-muted">
        <BridgeOutcome bridge={bridge} fixHref={canManage ? `${place}/edit` : undefined} />
      </div>
    </li>
  );
}
