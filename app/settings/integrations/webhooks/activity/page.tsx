import type { Metadata } from "next";
import { DeliveriesPanel } from "@/components/deliveries/deliveries-panel";
import { PageHeader } from "@/components/ui/page-header";
import { requireViewer } from "@/lib/actions/viewer";
import { type PageQuery, toSearchParams } from "@/lib/deliveries/log/page-query";
import { startLog } from "@/lib/deliveries/log/read-page";

export const metadata: Metadata = { title: "Activity" };

const BREADCRUMBS = [
  { label: "Integrations", href: "/settings/integrations" },
  { label: "Webhooks", href: "/settings/integrations/webhooks" },
];

export default async function ActivityPage({ searchParams }: { searchParams: Promise<PageQuery> }) {
  const { ctx, workspace } = await requireViewer();
  const start = await startLog(ctx, { workspaceId: workspace.id }, toSearchParams(await searchParams));
  return (
    <>
      <PageHeader
        breadcrumbs={BREADCRUMBS}
        title="Activity"
        description={`Every delivery of ${workspace.name}, newest first: what was sent, what was answered, and what comes next.`}
      />
      <DeliveriesPanel start={start} />
    </>
  );
}
