import type { Metadata } from "next";
import { IntegrationCard } from "@/components/connections/integration-card";
import { PageHeader } from "@/components/ui/page-header";
import { Status } from "@/components/ui/status";
import { requireViewer } from "@/lib/actions/viewer";
import { bridgeOverview } from "@/lib/bridges/overview";
import { connectionOverview } from "@/lib/connections/overview";

export const metadata: Metadata = { title: "Integrations" };

export default async function IntegrationsPage() {
  const { ctx, workspace } = await requireViewer();
  const [bridges, connections] = await Promise.all([
    bridgeOverview(ctx, { workspaceId: workspace.id }),
    connectionOverview(ctx, { workspaceId: workspace.id }),
  ]);
  return (
    <>
      <PageHeader title="Integrations" description={`What ${workspace.name} is connected to.`} />
      <ul className="grid gap-3 sm:grid-cols-2">
        <IntegrationCard
          href="/settings/integrations/webhooks"
          title="Webhooks"
          facts={
            <>
              <span>{count(bridges.total, "bridge", "bridges")}</span>
              <Attention of={bridges.attention} />
              {bridges.delivered > 0 && <Status tone="success" label={`${bridges.delivered} delivered in 24 h`} />}
            </>
          }
        >
          Send events to Slack, Salesforce, Zendesk, Intercom, or any URL: signed, retried, every attempt on record.
        </IntegrationCard>
        <IntegrationCard
          href="/settings/integrations/connections"
          title="Connections"
          facts={
            <>
              <span>{count(connections.total, "connection", "connections")}</span>
              <Attention of={connections.attention} />
            </>
          }
        >
          Link accounts and servers to the workspace. Their access is renewed by itself, and ends when you say so.
        </IntegrationCard>
      </ul>
    </>
  );
}

function Attention({ of: number }: { of: number }) {
  if (number === 0) return null;
  return <Status tone="danger" label={number === 1 ? "1 needs attention" : `${number} need attention`} />;
}

function count(number: number, one: string, many: string): string {
  return number === 0 ? `No ${many} yet` : number === 1 ? `1 ${one}` : `${number} ${many}`;
}
