import type { Metadata } from "next";
import { orNotFound } from "@/app/settings/or-not-found";
import { EditBridge } from "@/components/bridges/edit-bridge";
import { storedBridgeValues } from "@/components/bridges/form-values";
import { firstEventType, storedParts, toPreviewInput } from "@/components/bridges/preview-input";
import { Banner } from "@/components/ui/banner";
import { PageHeader } from "@/components/ui/page-header";
import { requireViewer } from "@/lib/actions/viewer";
import { eventFamilyOptions, formatOption } from "@/lib/bridges/form-options";
import { getBridge } from "@/lib/bridges/get";
import { previewBridge } from "@/lib/bridges/preview-bridge";

export const metadata: Metadata = { title: "Edit bridge" };

export default async function EditBridgePage({ params }: { params: Promise<{ bridgeId: string }> }) {
  const [{ ctx }, { bridgeId }] = await Promise.all([requireViewer(), params]);
  const bridge = await orNotFound(getBridge(ctx, { bridgeId }));
  const format = formatOption(bridge.format);
  const opened = { eventType: firstEventType(bridge.eventTypes), ...storedParts(bridge) };
  const initialPreview = await previewBridge(ctx, toPreviewInput(storedBridgeValues(bridge, format), format, opened));
  return (
    <>
      <PageHeader
        breadcrumbs={[
          { label: "Webhooks", href: "/settings/integrations/webhooks" },
          { label: bridge.name, href: `/settings/integrations/webhooks/${bridge.id}` },
        ]}
        title={`Edit ${bridge.name}`}
        description="Changes hold for every attempt from the next one on, retries included."
      />
      {ctx.permissions.has("webhooks:write") ? (
        <EditBridge bridge={bridge} format={format} families={eventFamilyOptions()} initialPreview={initialPreview} />
      ) : (
        <Banner tone="neutral">Only owners and admins can change a bridge. Ask one of them.</Banner>
      )}
    </>
  );
}
