"use client";

import { useRouter } from "next/navigation";
import { DeliveryView } from "./delivery-view";
import { type DeliverySnapshot, useDelivery } from "./use-delivery";
import { deliveryPath } from "./use-sheet";

/** One delivery as a page of its own, live as the sheet is. */
export function DeliveryPage({ initial, mayChange }: { initial: DeliverySnapshot; mayChange: boolean }) {
  const router = useRouter();
  const { data } = useDelivery(initial.delivery.id, initial);
  return (
    <DeliveryView
      snapshot={data ?? initial}
      mayChange={mayChange}
      onShow={(deliveryId) => router.push(deliveryPath(deliveryId))}
    />
  );
}
