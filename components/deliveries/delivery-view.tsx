"use client";

import { BodyView } from "@/components/ui/body-view";
import { Section } from "@/components/ui/section";
import { AttemptTimeline } from "./attempt-timeline";
import { DeliveryActions } from "./delivery-actions";
import { DeliveryFacts } from "./delivery-facts";
import { DeliveryHeadline } from "./delivery-headline";
import { RelatedDeliveries } from "./related-deliveries";
import type { DeliverySnapshot } from "./use-delivery";

type DeliveryViewProps = {
  snapshot: DeliverySnapshot;
  mayChange: boolean;
  /** Leads to another delivery: a resend, or what this is a resend of. */
  onShow: (deliveryId: string) => void;
};

/** All that is known of one delivery, what happened first. */
export function DeliveryView({ snapshot, mayChange, onShow }: DeliveryViewProps) {
  const { delivery, now } = snapshot;
  return (
    <div className="flex flex-col gap-6">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-4">
        <DeliveryHeadline delivery={delivery} serverNow={now} />
        <DeliveryActions delivery={delivery} serverNow={now} mayChange={mayChange} onResent={onShow} />
      </div>
      <DeliveryFacts delivery={delivery} />
      <div>
        <Section title="Attempts">
          <AttemptTimeline delivery={delivery} serverNow={now} />
        </Section>
        {delivery.related.length > 0 && (
          <Section
            title="Other deliveries of this event"
            description="To the same destination. All carry the same webhook-id, so a receiver can tell that they are one event."
          >
            <RelatedDeliveries delivery={delivery} onShow={onShow} />
          </Section>
        )}
        <Section title="Event data" description="As it was published. Each format shapes its own request from it.">
          {delivery.event ? (
            <BodyView body={delivery.event.data} contentType="application/json" label="Data as published" />
          ) : (
            <p className="text-muted">The event is older than 30 days and was removed.</p>
          )}
        </Section>
      </div>
    </div>
  );
}
