import type { Metadata } from "next";
import { NewBridge } from "@/components/bridges/new-bridge";
import { Banner } from "@/components/ui/banner";
import { PageHeader } from "@/components/ui/page-header";
import { requireViewer } from "@/lib/actions/viewer";
import { eventFamilyOptions, formatOptions } from "@/lib/bridges/form-options";

export const metadata: Metadata = { title: "Add webhook bridge" };

export default async function NewBridgePage() {
  const { ctx, workspace } = await requireViewer();
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
        <NewBridge formats={formatOptions()} families={eventFamilyOptions()} />
      ) : (
        <Banner tone="neutral">Only owners and admins can add a bridge. Ask one of them.</Banner>
      )}
    </>
  );
}
