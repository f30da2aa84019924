import type { ReactNode } from "react";
import { RelativeTime } from "@/components/ui/relative-time";
import type { InboundDetail } from "@/lib/inbound/log/get";
import { INBOUND_PROVIDER_LABELS } from "./outcome-words";

/** From whom it came, what it is, and when. */
export function InboundFacts({ inbound }: { inbound: InboundDetail }) {
  return (
    <dl className="grid grid-cols-1 gap-x-8 gap-y-2 sm:grid-cols-2">
      <Fact label="Provider">
        {INBOUND_PROVIDER_LABELS[inbound.provider]}
        {inbound.connectionName && <span className="text-muted"> · {inbound.connectionName}</span>}
      </Fact>
      <Fact label="Type">
        <span className="font-mono text-dense break-all">{inbound.type}</span>
      </Fact>
      <Fact label="Happened">
        <RelativeTime at={inbound.occurredAt} />
      </Fact>
      <Fact label="Received">
        <RelativeTime at={inbound.receivedAt} />
      </Fact>
      {inbound.processedAt && (
        <Fact label="Handled">
          <RelativeTime at={inbound.processedAt} />
        </Fact>
      )}
      {inbound.outcome === "retrying" && inbound.dueAt && (
        <Fact label="Next try">
          <RelativeTime at={inbound.dueAt} />
        </Fact>
      )}
      {inbound.attemptCount > 1 && <Fact label="Tries">{inbound.attemptCount}</Fact>}
      <Fact label="Their id">
        <span className="font-mono text-dense break-all">{inbound.externalId}</span>
      </Fact>
    </dl>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="flex min-h-8 min-w-0 items-center gap-3">
      <dt className="w-24 shrink-0 text-dense text-muted">{label}</dt>
      <dd className="min-w-0">{children}</dd>
    </div>
  );
}
