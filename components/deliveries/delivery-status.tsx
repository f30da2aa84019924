"use client";

import { Status } from "@/components/ui/status";
import { describeDelivery, hasEnded } from "@/lib/deliveries/log/sentence";
import type { DeliveryItem } from "@/lib/deliveries/log/view";
import { useNow } from "./use-now";

/** A delivery's state in a word or three, counting down while it waits. */
export function DeliveryStatus({ delivery, serverNow }: { delivery: DeliveryItem; serverNow: string }) {
  const now = useNow(serverNow, !hasEnded(delivery.status));
  const { tone, label } = describeDelivery(delivery, now);
  return <Status tone={tone} label={label} />;
}
