import type { Metadata } from "next";
import { BridgeList } from "@/components/bridges/bridge-list";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { requireViewer } from "@/lib/actions/viewer";
import { listBridges } from "@/lib/bridges/list";

export const metadata: Metadata = { title: "Webhooks" };

export default async function WebhooksPage() {
  const { ctx, workspace } = await requireViewer();
  const initial = await listBridges(ctx, { workspaceId: workspace.id });
  const canManage = ctx.permissions.has("webhooks:write");
  return (
    <>
      <PageHeader
        breadcrumbs={[{ label: "Integrations", href: "/settings/integrations" }]}
        title="Webhooks"
        description="Send workroom events to the tools your team already uses."
        action={
          <>
            {initial.total > 0 && (
              <LinkButton href="/settings/integrations/webhooks/activity" variant="outline">
                Activity
              </LinkButton>
            )}
            {canManage && initial.total > 0 && (
              <LinkButton href="/settings/integrations/webhooks/new">Add webhook bridge</LinkButton>
            )}
          </>
        }
      />
      <BridgeList key={workspace.id} workspaceId={workspace.id} initial={initial} canManage={canManage} />
    </>
  );
}
