import { ChevronRight } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { PageHeader } from "@/components/ui/page-header";
import { Status } from "@/components/ui/status";
import { requireViewer } from "@/lib/actions/viewer";
import { bridgeOverview } from "@/lib/bridges/overview";

export const metadata: Metadata = { title: "Integrations" };

export default async function IntegrationsPage() {
  const { ctx, workspace } = await requireViewer();
  const { total, attention, delivered } = await bridgeOverview(ctx, { workspaceId: workspace.id });
  return (
    <>
      <PageHeader title="Integrations" description={`What ${workspace.name} is connected to.`} />
      <ul className="grid gap-3 sm:grid-cols-2">
        <li>
          <Link
            href="/settings/integrations/webhooks"
            className="flex h-full flex-col gap-2 rounded-lg border border-border p-4 hover:border-border-control"
          >
            <span className="flex items-center justify-between font-medium">
              Webhooks
              <ChevronRight aria-hidden="true" className="size-4 text-muted" />
            </span>
            <span className="text-muted">
              Send events to Slack, Salesforce, Zendesk, Intercom, or any URL: signed, retried, every attempt on record.
            </span>
            <span className="mt-auto flex flex-wrap gap-x-4 gap-y-1 pt-2 text-dense">
              <span>{total === 0 ? "No bridges yet" : total === 1 ? "1 bridge" : `${total} bridges`}</span>
              {attention > 0 && (
                <Status tone="danger" label={attention === 1 ? "1 needs attention" : `${attention} need attention`} />
              )}
              {delivered > 0 && <Status tone="success" label={`${delivered} delivered in 24 h`} />}
            </span>
          </Link>
        </li>
      </ul>
    </>
  );
}
