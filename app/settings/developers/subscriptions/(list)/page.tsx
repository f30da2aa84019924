import type { Metadata } from "next";
import { SubscriptionList } from "@/components/subscriptions/subscription-list";
import { PageHeader } from "@/components/ui/page-header";
import { requireViewer } from "@/lib/actions/viewer";
import { env } from "@/lib/env";
import { exampleCreate } from "@/lib/subscriptions/example-commands";
import { listSubscriptionSummaries } from "@/lib/subscriptions/overview";

export const metadata: Metadata = { title: "Subscriptions" };

export default async function SubscriptionsPage() {
  const { ctx, organization, workspace, workspaces } = await requireViewer();
  const initial = { data: await listSubscriptionSummaries(ctx) };
  return (
    <>
      <PageHeader
        title="Subscriptions"
        description={`Webhooks that programs of ${organization.name} registered through the API, for all of its workspaces.`}
      />
      <SubscriptionList
        initial={initial}
        workspaces={workspaces}
        createCommand={exampleCreate({ appUrl: env().APP_URL, workspaceId: workspace.id })}
        canManage={ctx.permissions.has("webhooks:write")}
      />
    </>
  );
}
