import type { Metadata } from "next";
import { newBridgeValues } from "@/components/bridges/form-values";
import { NewBridge } from "@/components/bridges/new-bridge";
import { firstEventType, toPreviewInput } from "@/components/bridges/preview-input";
import { Banner } from "@/components/ui/banner";
import { PageHeader } from "@/components/ui/page-header";
import { requireViewer } from "@/lib/actions/viewer";
import { eventFamilyOptions, formatOptions } from "@/lib/bridges/form-options";
import { previewBridge } from "@/lib/bridges/preview-bridge";

export const metadata: Metadata = { title: "Add webhook bridge" };

export default async function NewBridgePage() {
  const { ctx, workspace } = await requireViewer();
  const formats = formatOptions();
  const opened = { eventType: firstEventType([]), storedUrl: "", storedSecrets: [] };
  const initialPreview = previewBridge(ctx, toPreviewInput(newBridgeValues(formats[0]), formats[0], opened));
  return (
    <>
      <PageHeader
        breadcrumbs={[
          { label: "Integrations", href: "/settings/integrations" },
          { label: "Webhooks", href: "/settings/integrations/webhooks" },
        ]}
        title="Add webhook bridge"
        description={`Events of ${workspace.name} will be sent to one destination, signed and retried.`}
      />
      {ctx.permissions.has("webhooks:write") ? (
        <NewBridge formats={formats} families={eventFamilyOptions()} initialPreview={initialPreview} />
      ) : (
        <Banner tone="neutral">Only owners and admins can add a bridge. Ask one of them.</Banner>
      )}
    </>
  );
}
