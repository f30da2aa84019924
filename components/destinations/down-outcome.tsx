import { RelativeTime } from "@/components/ui/relative-time";
import type { FlowView } from "@/lib/destinations/flow-view";
import { ProbeTime } from "./probe-time";

/** In a list: since when a receiver is down, when it is tried next, and why its circuit breaker opened. */
export function DownOutcome({ breaker }: { breaker: NonNullable<FlowView["breaker"]> }) {
  return (
    <span className="block min-w-0">
      <span className="flex flex-wrap gap-x-1">
        <span className="whitespace-nowrap">
          Went down <RelativeTime at={breaker.openedAt} />,
        </span>
        <ProbeTime at={breaker.nextProbeAt} />
      </span>
      <span className="line-clamp-2 leading-5 text-muted" title={breaker.reason}>
        {breaker.reason}
      </span>
    </span>
  );
}
