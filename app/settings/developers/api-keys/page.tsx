import { ApiKeyRow } from "@/components/people/api-key-row";
import { CreateApiKey } from "@/components/people/create-api-key";
import { ReadOnlyNote } from "@/components/people/read-only-note";
import { CodeBlock } from "@/components/ui/code-block";
import { DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { requireViewer } from "@/lib/actions/viewer";
import { env } from "@/lib/env";
import { listApiKeys } from "@/lib/keys/api-keys";
import { examplePublish } from "@/lib/keys/example-publish";

export const metadata = { title: "API keys" };

export default async function ApiKeysPage() {
  const { ctx, workspace, workspaces } = await requireViewer();
  const mayManage = ctx.permissions.has("organization:manage");
  const keys = mayManage ? await listApiKeys(ctx) : [];
  const nameOf = new Map(workspaces.map(({ id, name }) => [id, name]));
  return (
    <>
      <PageHeader
        title="API keys"
        description="Keys let your programs publish events and manage webhooks of this organization."
        action={mayManage && <CreateApiKey workspaces={workspaces} />}
      />
      {!mayManage && <ReadOnlyNote what="see, create and revoke API keys" />}
      {mayManage && keys.length === 0 && (
        <EmptyState title="No API keys yet" docsHref="/docs/webhooks">
          A key is shown once, when it is made. It carries scopes, and can be restricted to workspaces.
        </EmptyState>
      )}
      {keys.length > 0 && (
        <DataTable label="API keys" columns={["Name", "Scopes", "Workspaces", "Last used", "Expires", ""]}>
          {keys.map((apiKey) => (
            <ApiKeyRow
              key={apiKey.id}
              apiKey={apiKey}
              workspaceNames={apiKey.workspaceIds.map((id) => nameOf.get(id) ?? "a deleted workspace")}
            />
          ))}
        </DataTable>
      )}
      {mayManage && (
        <div className="mt-8">
          <Section title="Try it" description={`Publishes an event to the workspace ${workspace.name}.`}>
            <CodeBlock label="Shell" code={examplePublish({ appUrl: env().APP_URL, workspaceId: workspace.id })} />
          </Section>
        </div>
      )}
    </>
  );
}
