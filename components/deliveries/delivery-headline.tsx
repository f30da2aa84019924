"use client";

import { ToneShape } from "@/components/ui/tone-shape";
import { describeDelivery, hasEnded } from "@/lib/deliveries/log/sentence";
import type { DeliveryItem } from "@/lib/deliveries/log/view";
import { useNow } from "./use-now";

/** "Failed, next attempt in 4 min", and below it what happened and what to do about it. */
export function DeliveryHeadline({ delivery, serverNow }: { delivery: DeliveryItem; serverNow: string }) {
  const now = useNow(serverNow, !hasEnded(delivery.status));
  const { tone, headline } = describeDelivery(delivery, now);
  return (
    <div className="min-w-0 flex-1 basis-72">
      <h2 className="flex items-center gap-2 text-base leading-6 font-semibold">
        <ToneShape tone={tone} />
        {headline}
      </h2>
      <p className="mt-1 max-w-prose break-words">{delivery.summary ?? notYet(delivery)}</p>
    </div>
  );
}

function notYet({ destination, status }: DeliveryItem): string {
  if (status !== "pending") return "";
  return destination.pausedAt
    ? "The event is stored. It is sent as soon as the bridge is resumed."
    : "The event is stored and on its way. The first attempt shows here as soon as it is made.";
}
