import { ReadOnlyNote } from "@/components/people/read-only-note";
import { CreateWorkspaceButton, RenameWorkspaceButton } from "@/components/people/workspace-dialog";
import { DataTable } from "@/components/ui/data-table";
import { PageHeader } from "@/components/ui/page-header";
import { RelativeTime } from "@/components/ui/relative-time";
import { ShortId } from "@/components/ui/short-id";
import { requireViewer } from "@/lib/actions/viewer";
import { listWorkspaces } from "@/lib/organizations/workspaces";

export const metadata = { title: "Workspaces" };

export default async function WorkspacesPage() {
  const { ctx, organization, workspace: current } = await requireViewer();
  const workspaces = await listWorkspaces(ctx);
  const mayChange = ctx.permissions.has("organization:manage");
  return (
    <>
      <PageHeader
        title="Workspaces"
        description={`Units of ${organization.name}. Each has its own bridges and its own signing secret.`}
        action={mayChange && <CreateWorkspaceButton />}
      />
      {!mayChange && <ReadOnlyNote what="create and rename workspaces" />}
      <DataTable label="Workspaces" columns={["Name", "Id", "Created", ""]}>
        {workspaces.map((workspace) => (
          <tr key={workspace.id}>
            <td className="font-medium">
              {workspace.name}
              {workspace.id === current.id && <span className="font-normal text-muted"> (current)</span>}
            </td>
            <td>
              <ShortId id={workspace.id} />
            </td>
            <td className="whitespace-nowrap text-muted">
              <RelativeTime at={workspace.createdAt} />
            </td>
            <td className="text-end">{mayChange && <RenameWorkspaceButton workspace={workspace} />}</td>
          </tr>
        ))}
      </DataTable>
    </>
  );
}
