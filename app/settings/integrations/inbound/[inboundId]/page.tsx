import type { Metadata } from "next";
import { InboundPage } from "@/components/inbound/inbound-page";
import { PageHeader } from "@/components/ui/page-header";
import { ShortId } from "@/components/ui/short-id";
import { requireViewer } from "@/lib/actions/viewer";
import { getInbound } from "@/lib/inbound/log/get";
import { orNotFound } from "../../../or-not-found";

export const metadata: Metadata = { title: "Inbound event" };

const BREADCRUMBS = [
  { label: "Integrations", href: "/settings/integrations" },
  { label: "Inbound", href: "/settings/integrations/inbound" },
];

export default async function Page({ params }: { params: Promise<{ inboundId: string }> }) {
  const { ctx } = await requireViewer();
  const { inboundId } = await params;
  const inbound = await orNotFound(getInbound(ctx, inboundId));
  return (
    <div className="max-w-3xl">
      <PageHeader
        breadcrumbs={BREADCRUMBS}
        title={
          <span className="flex flex-wrap items-center gap-x-2">
            Inbound event <ShortId id={inbound.id} />
          </span>
        }
      />
      <InboundPage initial={inbound} mayManage={ctx.permissions.has("organization:manage")} />
    </div>
  );
}
