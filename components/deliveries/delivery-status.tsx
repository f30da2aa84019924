"use client";

import { Status } from "@/components/ui/status";
import { useNow } from "@/components/ui/use-now";
import { describeDelivery } from "@/lib/deliveries/log/sentence";
import type { DeliveryItem } from "@/lib/deliveries/log/view";
import { hasEnded } from "@/lib/deliveries/log/wait";

/** A delivery's state in a word or three, counting down while it waits. */
export function DeliveryStatus({ delivery, serverNow }: { delivery: DeliveryItem; serverNow: string }) {
  const now = useNow(serverNow, !hasEnded(delivery.status));
  const { tone, label } = describeDelivery(delivery, now);
  return <Status tone={tone} label={label} />;
}
