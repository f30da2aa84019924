import Link from "next/link";
import { deliveryPath } from "@/components/deliveries/use-sheet";
import { ShortId } from "@/components/ui/short-id";
import { Status } from "@/components/ui/status";
import { STATUS_WORDS } from "@/lib/deliveries/log/sentence";
import type { InboundDetail } from "@/lib/inbound/log/get";
import { reachWords } from "./outcome-words";

type InboundLedToProps = {
  published: NonNullable<InboundDetail["published"]>;
  deliveries: InboundDetail["deliveries"];
};

/** The event that was published of it, and each delivery of that event. */
export function InboundLedTo({ published, deliveries }: InboundLedToProps) {
  return (
    <div className="flex flex-col gap-2">
      <p className="flex flex-wrap items-center gap-x-2">
        <span className="font-mono text-dense">{published.type}</span>
        <ShortId id={published.id} />
        <span className="text-muted">{reachWords(published.deliveries)}</span>
      </p>
      {published.deliveries === 0 && (
        <p className="text-muted">
          No bridge or subscription listened for it.{" "}
          <Link href="/settings/integrations/webhooks" className="text-link">
            Pick the event on a bridge
          </Link>{" "}
          to hear of the next one.
        </p>
      )}
      <ul className="divide-y divide-separator">
        {deliveries.map(({ id, status, destinationName }) => (
          <li key={id} className="flex min-h-10 items-center justify-between gap-4">
            <Link href={deliveryPath(id)} className="text-link truncate">
              {destinationName}
            </Link>
            <Status {...STATUS_WORDS[status]} />
          </li>
        ))}
      </ul>
      {published.deliveries > deliveries.length && (
        <p className="text-muted">
          The first {deliveries.length} are shown; the rest are in the{" "}
          <Link href={`/settings/integrations/webhooks/activity?event=${published.type}`} className="text-link">
            activity
          </Link>
          .
        </p>
      )}
    </div>
  );
}
