import { DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { Section } from "@/components/ui/section";
import type { McpServer } from "@/lib/connections/mcp/list";
import { AddMcpServer } from "./add-mcp-server";
import { MCP_COLUMNS, McpRow } from "./mcp-row";

type McpSectionProps = { servers: readonly McpServer[]; canManage: boolean };

/** MCP servers on the Connections page. */
export function McpSection({ servers, canManage }: McpSectionProps) {
  return (
    <Section
      title="MCP servers"
      description="When a server’s tools, prompts or resources change, integration.server_updated is published."
      // At one place, whether there are servers or not: the dialog that shows a secret once must outlive the first one.
      action={canManage && <AddMcpServer />}
    >
      {servers.length > 0 ? (
        <DataTable label="MCP servers" columns={MCP_COLUMNS}>
          {servers.map((server) => (
            <McpRow key={server.id} server={server} />
          ))}
        </DataTable>
      ) : (
        <EmptyState title="No MCP servers yet" docsHref="/docs/webhooks#mcp">
          <p>
            {canManage
              ? "Add a server to get an endpoint and a secret for it. Bridges hear of its changes from then on."
              : "Owners and admins add servers."}
          </p>
        </EmptyState>
      )}
    </Section>
  );
}
