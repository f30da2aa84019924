"use client";

import { Drawer } from "@heroui/react";
import { useState } from "react";
import { LoadError } from "@/components/ui/load-error";
import { ShortId } from "@/components/ui/short-id";
import { SkeletonRows } from "@/components/ui/skeleton-rows";
import type { DeliveryItem } from "@/lib/deliveries/view";
import { DeliveryHeadline } from "./delivery-headline";
import { DeliveryView } from "./delivery-view";
import { LoadFailure } from "./fetch-json";
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

/** One delivery over the log. Escape, the backdrop, the cross and the browser's Back button close it. */
export function DeliverySheet({ deliveryId, known, mayChange, close, replace }: DeliverySheetProps) {
  // While the sheet slides out it still shows what it showed.
  const [shown, setShown] = useState(deliveryId);
  if (deliveryId !== null && deliveryId !== shown) setShown(deliveryId);
  return (
    <Drawer.Backdrop isOpen={deliveryId !== null} onOpenChange={(open) => !open && close()}>
      <Drawer.Content placement="right">
        <Drawer.Dialog className="w-full! max-w-[47rem]! gap-0 p-0!">
          <Drawer.Header className="flex min-h-14 flex-row items-center gap-2 border-b border-separator px-4 sm:px-6">
            <Drawer.Heading className="font-semibold">Delivery</Drawer.Heading>
            {shown && <ShortId id={shown} />}
            <Drawer.CloseTrigger className="static! ms-auto" />
          </Drawer.Header>
          <Drawer.Body className="scrollbar m-0 flex-1 overflow-y-auto p-4 text-foreground sm:p-6">
            {shown && (
              <SheetContent key={shown} deliveryId={shown} known={known} mayChange={mayChange} replace={replace} />
            )}
          </Drawer.Body>
        </Drawer.Dialog>
      </Drawer.Content>
    </Drawer.Backdrop>
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
