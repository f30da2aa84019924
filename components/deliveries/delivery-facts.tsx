import Link from "next/link";
import type { ReactNode } from "react";
import { RelativeTime } from "@/components/ui/relative-time";
import { ShortId } from "@/components/ui/short-id";
import { ORIGIN_WORDS } from "@/lib/deliveries/log/sentence";
import type { DeliveryDetail } from "@/lib/deliveries/log/view";
import { destinationPath } from "./destination-place";

/** What went where, and when. */
export function DeliveryFacts({ delivery }: { delivery: DeliveryDetail }) {
  const { destination } = delivery;
  const isBridge = destination.kind === "bridge";
  const notes = [...(isBridge ? [destination.formatLabel] : []), ...(destination.deletedAt ? ["deleted"] : [])];
  return (
    <dl className="grid grid-cols-1 gap-x-8 gap-y-2 sm:grid-cols-2">
      <Fact label="Event">
        <span className="font-mono text-dense">{delivery.eventType}</span>
      </Fact>
      <Fact label={isBridge ? "Bridge" : "Subscription"}>
        <span className="truncate" title={destination.name}>
          {destination.deletedAt ? (
            destination.name
          ) : (
            <Link href={destinationPath(destination.id)} className="text-link">
              {destination.name}
            </Link>
          )}
          {notes.length > 0 && <span className="text-muted"> · {notes.join(", ")}</span>}
        </span>
      </Fact>
      {!isBridge && (
        <Fact label="Workspace">
          <ShortId id={delivery.workspaceId} />
        </Fact>
      )}
      <Fact label="Event id">
        <ShortId id={delivery.eventId} />
      </Fact>
      <Fact label="Happened">
        <RelativeTime at={delivery.event?.timestamp ?? delivery.createdAt} />
      </Fact>
      {ORIGIN_WORDS[delivery.origin] && <Fact label="Sent as">{ORIGIN_WORDS[delivery.origin]}</Fact>}
    </dl>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="flex min-h-8 min-w-0 items-center gap-3">
      <dt className="w-24 shrink-0 text-dense text-muted">{label}</dt>
      <dd className="flex min-w-0 items-center">{children}</dd>
    </div>
  );
}
