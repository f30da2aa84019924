import { DataTable } from "@/components/ui/data-table";
import { LinkButton } from "@/components/ui/link-button";
import { RelativeTime } from "@/components/ui/relative-time";
import type { LedgerRow } from "@/lib/billing/ledger-page";
import { numberInWords } from "@/lib/events/words";
import { reasonWords, signedWords } from "./billing-words";

type LedgerTableProps = { entries: readonly LedgerRow[]; cursor: string | undefined; nextCursor: string | null };

/** Every credit that came or went, newest first. */
export function LedgerTable({ entries, cursor, nextCursor }: LedgerTableProps) {
  if (entries.length === 0) {
    const none = "Nothing yet. A paid invoice or a top-up adds credits, and usage takes them.";
    return <p className="text-muted">{cursor ? "Nothing older." : none}</p>;
  }
  return (
    <>
      <DataTable label="Ledger" columns={["When", "Why", "Credits", "Balance", "What for"]}>
        {entries.map((entry) => (
          <tr key={entry.id}>
            <td className="whitespace-nowrap text-muted">
              <RelativeTime at={entry.occurredAt} />
            </td>
            <td className="whitespace-nowrap">{reasonWords(entry.reason)}</td>
            <td className={`whitespace-nowrap tabular-nums ${entry.amount > 0 ? "text-success" : ""}`}>
              {signedWords(entry.amount)}
            </td>
            <td className="tabular-nums">{numberInWords(entry.balanceAfter)}</td>
            <td className="min-w-40" title={entry.source}>
              <span className="break-words">{entry.description ?? ""}</span>
              {entry.workspace && <span className="block text-muted">{entry.workspace}</span>}
            </td>
          </tr>
        ))}
      </DataTable>
      <nav aria-label="Pages of the ledger" className="mt-4 flex gap-2 empty:hidden">
        {cursor && (
          <LinkButton href="?#ledger" variant="outline" size="sm">
            Newest
          </LinkButton>
        )}
        {nextCursor && (
          <LinkButton href={`?cursor=${nextCursor}#ledger`} variant="outline" size="sm">
            Older
          </LinkButton>
        )}
      </nav>
    </>
  );
}
