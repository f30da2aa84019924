import Link from "next/link";
import { changeWords } from "@/components/people/change-words";
import { DataTable } from "@/components/ui/data-table";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { RelativeTime } from "@/components/ui/relative-time";
import { requireViewer } from "@/lib/actions/viewer";
import { type AuditRow, listAuditLog } from "@/lib/audit/audit-log";

export const metadata = { title: "Audit log" };

type SearchParams = Promise<{ cursor?: string | string[]; show?: string | string[] }>;

const VIEWS = {
  changes: {
    label: "Changes",
    description: "Who changed what, newest first. Secrets are never in here; a changed one reads “changed”.",
    columns: ["When", "Who", "What", "Which", "Changes"],
  },
  requests: {
    label: "API requests",
    description: "What each API key asked for, counted by the minute, newest first. Kept for 30 days.",
    columns: ["When", "Who", "What", "Operation", "Answers"],
  },
} as const;

export default async function AuditLogPage({ searchParams }: { searchParams: SearchParams }) {
  const { ctx } = await requireViewer();
  const { cursor, show: wanted } = await searchParams;
  const at = typeof cursor === "string" ? cursor : undefined;
  const show = wanted === "requests" ? wanted : "changes";
  const { entries, nextCursor } = await listAuditLog(ctx, { cursor: at, show });
  return (
    <>
      <PageHeader title="Audit log" description={VIEWS[show].description} />
      <Views current={show} />
      {entries.length === 0 ? (
        <p className="text-muted">{at ? "Nothing older." : "Nothing yet."}</p>
      ) : (
        <DataTable label="Audit log" columns={VIEWS[show].columns}>
          {entries.map((entry) => (
            <Entry key={entry.id} entry={entry} />
          ))}
        </DataTable>
      )}
      <nav aria-label="Pages" className="mt-4 flex gap-2">
        {at && (
          <LinkButton href={`?show=${show}`} variant="outline" size="sm">
            Newest
          </LinkButton>
        )}
        {nextCursor && (
          <LinkButton href={`?show=${show}&cursor=${nextCursor}`} variant="outline" size="sm">
            Older
          </LinkButton>
        )}
      </nav>
    </>
  );
}

function Views({ current }: { current: keyof typeof VIEWS }) {
  return (
    <nav aria-label="Shown" className="mb-4 flex gap-4 text-dense">
      {Object.entries(VIEWS).map(([view, { label }]) => (
        <Link
          key={view}
          href={`?show=${view}`}
          aria-current={view === current ? "page" : undefined}
          className="rounded-sm py-1 text-muted hover:text-foreground aria-[current]:font-medium aria-[current]:text-foreground"
        >
          {label}
        </Link>
      ))}
    </nav>
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
