import { changeWords } from "@/components/people/change-words";
import { DataTable } from "@/components/ui/data-table";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { RelativeTime } from "@/components/ui/relative-time";
import { requireViewer } from "@/lib/actions/viewer";
import { type AuditRow, listAuditLog } from "@/lib/organizations/audit-log";

export const metadata = { title: "Audit log" };

type SearchParams = Promise<{ cursor?: string | string[] }>;

export default async function AuditLogPage({ searchParams }: { searchParams: SearchParams }) {
  const { ctx } = await requireViewer();
  const { cursor } = await searchParams;
  const at = typeof cursor === "string" ? cursor : undefined;
  const { entries, nextCursor } = await listAuditLog(ctx, { cursor: at });
  return (
    <>
      <PageHeader
        title="Audit log"
        description="Who changed what, newest first. Secrets are never in here; a changed one reads “changed”."
      />
      {entries.length === 0 ? (
        <p className="text-muted">Nothing older.</p>
      ) : (
        <DataTable label="Audit log" columns={["When", "Who", "What", "Which", "Changes"]}>
          {entries.map((entry) => (
            <Entry key={entry.id} entry={entry} />
          ))}
        </DataTable>
      )}
      <nav aria-label="Pages" className="mt-4 flex gap-2">
        {at && (
          <LinkButton href="?" variant="outline" size="sm">
            Newest
          </LinkButton>
        )}
        {nextCursor && (
          <LinkButton href={`?cursor=${nextCursor}`} variant="outline" size="sm">
            Older
          </LinkButton>
        )}
      </nav>
    </>
  );
}

function Entry({ entry }: { entry: AuditRow }) {
  return (
    <tr className="align-top">
      <td className="whitespace-nowrap text-muted">
        <RelativeTime at={entry.createdAt} />
      </td>
      <td title={entry.ipAddress ?? undefined}>
        {entry.actorLabel}
        {entry.actorType === "api_key" && <span className="text-muted"> (API key)</span>}
      </td>
      <td className="font-mono text-xs leading-5 whitespace-nowrap">{entry.action}</td>
      <td title={entry.targetId ?? undefined}>{entry.targetLabel ?? entry.targetId}</td>
      <td className="text-muted">
        {changeWords(entry.changes).map((line) => (
          <span key={line} className="block max-w-md break-words">
            {line}
          </span>
        ))}
      </td>
    </tr>
  );
}
