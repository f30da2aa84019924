import type { Metadata } from "next";
import { orNotFound } from "@/app/settings/or-not-found";
import { DisconnectMcpServer } from "@/components/connections/disconnect-mcp-server";
import { EditMcpServer } from "@/components/connections/edit-mcp-server";
import { McpEvents } from "@/components/connections/mcp-events";
import { CONNECTIONS_PATH } from "@/components/connections/mcp-path";
import { McpPingPanel } from "@/components/connections/mcp-ping";
import { McpSending } from "@/components/connections/mcp-sending";
import { McpStatus } from "@/components/connections/mcp-status";
import { McpTrouble } from "@/components/connections/mcp-trouble";
import { ReadOnlyNote } from "@/components/people/read-only-note";
import { KeepFresh } from "@/components/ui/keep-fresh";
import { PageHeader } from "@/components/ui/page-header";
import { RelativeTime } from "@/components/ui/relative-time";
import { Section } from "@/components/ui/section";
import { ShortId } from "@/components/ui/short-id";
import { requireViewer } from "@/lib/actions/viewer";
import { mcpExamples } from "@/lib/connections/mcp/examples";
import { readMcpServerPage } from "@/lib/connections/mcp/page";

export const metadata: Metadata = { title: "MCP server" };

type PageProps = { params: Promise<{ connectionId: string }> };

export default async function McpServerPage({ params }: PageProps) {
  const [{ ctx }, { connectionId }] = await Promise.all([requireViewer(), params]);
  const page = await orNotFound(readMcpServerPage(ctx, connectionId));
  const { server, endpoint, events } = page;
  const canManage = ctx.permissions.has("organization:manage");
  return (
    <>
      <KeepFresh />
      <PageHeader
        breadcrumbs={[
          { label: "Integrations", href: "/settings/integrations" },
          { label: "Connections", href: CONNECTIONS_PATH },
        ]}
        title={server.name}
        description={
          <span className="flex flex-wrap items-center gap-x-4 gap-y-1">
            <McpStatus server={server} />
            <span className="font-mono text-dense break-all">{server.url}</span>
            <ShortId id={server.id} />
          </span>
        }
        action={
          canManage && (
            <>
              <EditMcpServer server={server} />
              <DisconnectMcpServer server={server} />
            </>
          )
        }
      />
      <McpTrouble server={server} canManage={canManage} />
      {!canManage && <ReadOnlyNote what="change, ping or disconnect servers" />}
      {/* One box, so that the first section has no line above it. */}
      <div>
        <Section title="Reach the server" description="Asks it who it is, from our side, over Streamable HTTP.">
          <McpPingPanel server={server} canManage={canManage} />
        </Section>
        <Section
          title="What came in"
          description={
            <>
              Last ping from the server: {server.lastPingAt ? <RelativeTime at={server.lastPingAt} /> : "none yet"}. The
              last 20 of what it sent besides:
            </>
          }
        >
          <McpEvents events={events} />
        </Section>
        <McpSending {...page} examples={mcpExamples(endpoint)} canManage={canManage} />
      </div>
    </>
  );
}
