import { ArrowUpRight } from "lucide-react";
import { DataTable } from "@/components/ui/data-table";
import { RelativeTime } from "@/components/ui/relative-time";
import { Status } from "@/components/ui/status";
import type { InvoiceRow } from "@/lib/billing/invoice-list";
import { moneyInWords, numberInWords } from "@/lib/events/words";
import { invoiceWords } from "./billing-words";

/** The newest invoices, each with a link to its page at Stripe. */
export function InvoiceTable({ invoices }: { invoices: readonly InvoiceRow[] }) {
  if (invoices.length === 0) return <p className="text-muted">No invoice yet.</p>;
  return (
    <DataTable label="Invoices" columns={["Invoice", "Status", "Amount", "Credits", "When"]}>
      {invoices.map(({ id, number, status, amount, currency, url, creditsGranted, at }) => (
        <tr key={id}>
          <td className="whitespace-nowrap">
            {url ? (
              <a href={url} target="_blank" rel="noreferrer" className="text-link inline-flex items-center gap-1">
                {number ?? id} <ArrowUpRight aria-hidden="true" className="size-3.5" />
                <span className="sr-only">(at Stripe, in a new tab)</span>
              </a>
            ) : (
              (number ?? id)
            )}
          </td>
          <td>
            <Status {...invoiceWords(status)} />
          </td>
          <td className="whitespace-nowrap tabular-nums">{moneyInWords(amount, currency)}</td>
          <td className="tabular-nums">{creditsGranted > 0 ? numberInWords(creditsGranted) : "–"}</td>
          <td className="whitespace-nowrap text-muted">
            <RelativeTime at={at} />
          </td>
        </tr>
      ))}
    </DataTable>
  );
}
