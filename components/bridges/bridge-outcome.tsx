import Link from "next/link";
import { DownOutcome } from "@/components/destinations/down-outcome";
import { RelativeTime } from "@/components/ui/relative-time";
import type { BridgeListItem } from "@/lib/bridges/list";

/** What a bridge did last, why it is off, or why its receiver is down and when it is tried next. */
export function BridgeOutcome({ bridge, fixHref }: { bridge: BridgeListItem; fixHref: string | undefined }) {
  if (bridge.state === "disabled") {
    return (
      <span className="flex min-w-0 items-center gap-2">
        <span className="truncate" title={bridge.disabledReason ?? undefined}>
          {bridge.disabledReason ?? "Disabled"}
        </span>
        {fixHref && (
          <Link href={fixHref} className="text-link shrink-0" aria-label={`Fix ${bridge.name}`}>
            Fix
          </Link>
        )}
      </span>
    );
  }
  if (bridge.state === "active" && bridge.flow.breaker) return <DownOutcome breaker={bridge.flow.breaker} />;
  if (!bridge.lastAttemptAt) return <span className="text-muted">Nothing sent yet</span>;
  const retrying = bridge.health.retrying;
  return (
    <span className="whitespace-nowrap">
      {retrying > 0 && `retrying ${retrying} · `}
      <RelativeTime at={bridge.lastAttemptAt} />
    </span>
  );
}
