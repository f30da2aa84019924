import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { DeliveryPage } from "@/components/deliveries/delivery-page";
import { destinationPath, PLACES } from "@/components/deliveries/destination-place";
import { PageHeader } from "@/components/ui/page-header";
import { ShortId } from "@/components/ui/short-id";
import { requireViewer } from "@/lib/actions/viewer";
import { clockNow } from "@/lib/clock";
import { getDelivery } from "@/lib/deliveries/log/get";
import type { DeliveryDestination } from "@/lib/deliveries/log/view";
import { AppError } from "@/lib/errors";

export const metadata: Metadata = { title: "Delivery" };

export default async function Page({ params }: { params: Promise<{ deliveryId: string }> }) {
  const { ctx } = await requireViewer();
  const { deliveryId } = await params;
  const delivery = await getDelivery(ctx, deliveryId).catch((error: unknown) => {
    if (error instanceof AppError && error.code === "not_found") notFound();
    throw error;
  });
  return (
    <div className="max-w-3xl">
      <PageHeader
        breadcrumbs={breadcrumbs(delivery.destination)}
        title={
          <span className="flex flex-wrap items-center gap-x-2">
            Delivery <ShortId id={delivery.id} />
          </span>
        }
      />
      <DeliveryPage
        initial={{ delivery, now: new Date(clockNow()).toISOString() }}
        mayChange={ctx.permissions.has("webhooks:write")}
      />
    </div>
  );
}

// A bridge's deliveries are found in the workspace's log, a subscription's on its own page.
function breadcrumbs({ id, name, kind, deletedAt }: DeliveryDestination) {
  if (kind === "bridge") return [PLACES.bridge, { label: "Activity", href: `${PLACES.bridge.href}/activity` }];
  return [PLACES.subscription, ...(deletedAt ? [] : [{ label: name, href: destinationPath(id) }])];
}
