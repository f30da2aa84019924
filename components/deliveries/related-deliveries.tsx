"use client";

import { RelativeTime } from "@/components/ui/relative-time";
import { shortenId } from "@/components/ui/shorten-id";
import { Status } from "@/components/ui/status";
import { STATUS_WORDS } from "@/lib/deliveries/log/sentence";
import type { DeliveryDetail, RelatedDelivery } from "@/lib/deliveries/log/view";
import { deliveryPath } from "./use-sheet";

type RelatedDeliveriesProps = { delivery: DeliveryDetail; onShow: (deliveryId: string) => void };

/** Resends and replays of the event, and what this one is a resend of. */
export function RelatedDeliveries({ delivery, onShow }: RelatedDeliveriesProps) {
  return (
    <ul className="divide-y divide-separator border-y border-separator">
      {delivery.related.map((other) => (
        <li key={other.id} className="flex min-h-10 flex-wrap items-center gap-x-4 gap-y-1 py-1.5 text-dense">
          <span className="w-28">
            <Status {...STATUS_WORDS[other.status]} />
          </span>
          <a
            href={deliveryPath(other.id)}
            className="text-link font-mono"
            onClick={(click) => {
              if (click.metaKey || click.ctrlKey || click.shiftKey || click.altKey) return;
              click.preventDefault();
              onShow(other.id);
            }}
          >
            {shortenId(other.id)}
          </a>
          <span className="text-muted">{relation(delivery, other)}</span>
          <span className="ms-auto text-muted">
            <RelativeTime at={other.createdAt} />
          </span>
        </li>
      ))}
    </ul>
  );
}

function relation(delivery: DeliveryDetail, other: RelatedDelivery): string {
  if (other.resendOfId === delivery.id) return "Resend of this one";
  if (delivery.resendOfId === other.id) return "This is its resend";
  return { resend: "Another resend", replay: "A replay", test: "A test" }[other.origin] ?? "The first delivery";
}
