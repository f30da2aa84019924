"use client";

import { ToneShape } from "@/components/ui/tone-shape";
import { useNow } from "@/components/ui/use-now";
import { describeDelivery } from "@/lib/deliveries/log/sentence";
import type { DeliveryItem } from "@/lib/deliveries/log/view";
import { hasEnded, waitOf } from "@/lib/deliveries/log/wait";

/** "Failed, next attempt in 4 min", and below it what happened and what to do about it. */
export function DeliveryHeadline({ delivery, serverNow }: { delivery: DeliveryItem; serverNow: string }) {
  const now = useNow(serverNow, !hasEnded(delivery.status));
  const { tone, headline } = describeDelivery(delivery, now);
  return (
    <div className="min-w-0 flex-1 basis-72">
      <h2 className="flex gap-2 text-base leading-6 font-semibold">
        <span className="flex h-6 shrink-0 items-center">
          <ToneShape tone={tone} />
        </span>
        {headline}
      </h2>
      <p className="mt-1 max-w-prose break-words">{delivery.summary ?? notYet(delivery, now)}</p>
    </div>
  );
}

function notYet(delivery: DeliveryItem, now: number): string {
  if (delivery.status !== "pending") return "";
  const wait = waitOf(delivery, now);
  const { kind } = delivery.destination;
  if (wait.kind === "held")
    return wait.by === "paused" ? `The event is stored. It is sent as soon as the ${kind} is resumed.` : "";
  if (wait.kind === "probe")
    return "The event is stored. It is sent as the next probe, or once another probe has arrived.";
  if (wait.kind === "turn") return "The event is stored. It is sent when its turn comes.";
  if (wait.kind === "schedule") return "The event is stored. Its first attempt is made then.";
  if (wait.kind === "patience") return "The event is stored. It is sent once the receiver takes requests again.";
  return "The event is stored and on its way. The first attempt shows here as soon as it is made.";
}
