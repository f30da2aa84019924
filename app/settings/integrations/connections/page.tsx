import type { Metadata } from "next";
import { AccountsSection } from "@/components/connections/accounts-section";
import { ConsentNotice } from "@/components/connections/consent-notice";
import { McpSection } from "@/components/connections/mcp-section";
import { WhatsappSection } from "@/components/connections/whatsapp-section";
import { ReadOnlyNote } from "@/components/people/read-only-note";
import { PageHeader } from "@/components/ui/page-header";
import { requireViewer } from "@/lib/actions/viewer";
import { listMcpServers } from "@/lib/connections/mcp/list";
import { listWhatsappNumbers } from "@/lib/connections/whatsapp/list";
import { listProviders } from "@/lib/oauth/accounts";
import { readNotice } from "@/lib/oauth/notice";

export const metadata: Metadata = { title: "Connections" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function ConnectionsPage({ searchParams }: Props) {
  const { ctx, workspace } = await requireViewer();
  const [providers, whatsapp, servers] = await Promise.all([
    listProviders(ctx, { workspaceId: workspace.id }),
    listWhatsappNumbers(ctx, workspace.id),
    listMcpServers(ctx, workspace.id),
  ]);
  const canManage = ctx.permissions.has("organization:manage");
  const notice = readNotice(await searchParams);
  const connectedId = notice?.kind === "connected" ? notice.connectionId : undefined;
  const account = providers.flatMap(({ accounts }) => accounts).find(({ id }) => id === connectedId);
  return (
    <>
      <PageHeader
        breadcrumbs={[{ label: "Integrations", href: "/settings/integrations" }]}
        title="Connections"
        description={`Accounts and servers that ${workspace.name} is linked to.`}
      />
      {notice && <ConsentNotice notice={notice} account={account} canManage={canManage} />}
      {!canManage && <ReadOnlyNote what="connect and disconnect accounts" />}
      {/* One box, so that the first section has no line above it. */}
      <div>
        <AccountsSection providers={providers} canManage={canManage} />
        <WhatsappSection workspaceId={workspace.id} whatsapp={whatsapp} mayManage={canManage} />
        <McpSection servers={servers} canManage={canManage} />
      </div>
    </>
  );
}
