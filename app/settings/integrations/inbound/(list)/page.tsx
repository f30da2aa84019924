import type { Metadata } from "next";
import { InboundPanel } from "@/components/inbound/inbound-panel";
import { PageHeader } from "@/components/ui/page-header";
import { requireViewer } from "@/lib/actions/viewer";
import { type PageQuery, toSearchParams } from "@/lib/deliveries/log/page-query";
import { startInbound } from "@/lib/inbound/start";

export const metadata: Metadata = { title: "Inbound" };

export default async function InboundPage({ searchParams }: { searchParams: Promise<PageQuery> }) {
  const { ctx, workspace } = await requireViewer();
  const start = await startInbound(ctx, workspace.id, toSearchParams(await searchParams));
  return (
    <>
      <PageHeader
        breadcrumbs={[{ label: "Integrations", href: "/settings/integrations" }]}
        title="Inbound"
        description={`What Stripe, WhatsApp and MCP servers sent to ${workspace.name}, and what it led to. Kept for 30 days.`}
      />
      <InboundPanel start={start} />
    </>
  );
}
