"use client";

import { LoadFailure } from "@/components/ui/fetch-json";
import { LoadError } from "@/components/ui/load-error";
import { SideSheet } from "@/components/ui/side-sheet";
import { SkeletonRows } from "@/components/ui/skeleton-rows";
import type { DeliveryItem } from "@/lib/deliveries/log/view";
import { DeliveryHeadline } from "./delivery-headline";
import { DeliveryView } from "./delivery-view";
import { useDelivery } from "./use-delivery";

type DeliverySheetProps = {
  deliveryId: string | null;
  /** What the log knows of it already: shown until the rest is there. */
  known: { delivery: DeliveryItem; now: string } | undefined;
  mayChange: boolean;
  close: () => void;
  /** Shows another delivery in its stead. */
  replace: (deliveryId: string) => void;
};

/** One delivery over the log. */
export function DeliverySheet({ deliveryId, known, mayChange, close, replace }: DeliverySheetProps) {
  return (
    <SideSheet title="Delivery" openId={deliveryId} close={close}>
      {(shown) => <SheetContent key={shown} deliveryId={shown} known={known} mayChange={mayChange} replace={replace} />}
    </SideSheet>
  );
}

type SheetContentProps = Omit<DeliverySheetProps, "close" | "deliveryId"> & { deliveryId: string };

function SheetContent({ deliveryId, known, mayChange, replace }: SheetContentProps) {
  const { data, error, refetch } = useDelivery(deliveryId);
  if (data) return <DeliveryView snapshot={data} mayChange={mayChange} onShow={replace} />;
  if (error instanceof LoadFailure && error.status === 404) {
    return <p>There is no such delivery. Activity is kept for 30 days; it may have been removed since.</p>;
  }
  return (
    <div className="flex flex-col gap-6">
      {known && (
        <div className="flex">
          <DeliveryHeadline delivery={known.delivery} serverNow={known.now} />
        </div>
      )}
      {error ? <LoadError onRetry={() => void refetch()} /> : <SkeletonRows rows={8} />}
    </div>
  );
}
