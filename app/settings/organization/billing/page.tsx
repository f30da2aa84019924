import { BalanceHistory } from "@/components/billing/balance-history";
import { InvoiceTable } from "@/components/billing/invoice-table";
import { LedgerTable } from "@/components/billing/ledger-table";
import { PlanFacts } from "@/components/billing/plan-facts";
import { PortalButton } from "@/components/billing/portal-button";
import { StripeUnset } from "@/components/billing/stripe-unset";
import { ThresholdForm } from "@/components/billing/threshold-form";
import { ReadOnlyNote } from "@/components/people/read-only-note";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { requireViewer } from "@/lib/actions/viewer";
import { readBalanceHistory } from "@/lib/billing/history";
import { listInvoices } from "@/lib/billing/invoice-list";
import { readLedger } from "@/lib/billing/ledger-page";
import { readBilling } from "@/lib/billing/overview";
import { numberInWords } from "@/lib/events/words";

export const metadata = { title: "Billing" };

type SearchParams = Promise<{ cursor?: string | string[] }>;

export default async function BillingPage({ searchParams }: { searchParams: SearchParams }) {
  const { ctx, organization } = await requireViewer();
  const { cursor } = await searchParams;
  const at = typeof cursor === "string" ? cursor : undefined;
  const [billing, days, ledger, invoices] = await Promise.all([
    readBilling(ctx),
    readBalanceHistory(ctx),
    readLedger(ctx, { cursor: at }),
    listInvoices(ctx),
  ]);
  const { configured, threshold } = billing;
  const mayChange = ctx.permissions.has("organization:manage");
  return (
    <>
      <PageHeader
        title="Billing"
        description={`The plan of ${organization.name}, the credits that come with it, and what was used.`}
        action={configured && mayChange && <PortalButton />}
      />
      {!configured && <StripeUnset />}
      {!mayChange && <ReadOnlyNote what="change the plan and the threshold" />}
      <Section title="Now">
        <PlanFacts billing={billing} />
      </Section>
      <Section title="Balance" description="At the end of each of the last thirty days.">
        <BalanceHistory days={days} threshold={threshold} />
      </Section>
      <Section
        title="Low credits"
        description="Below this balance credits.low is published, once a period; at zero credits.exhausted. Bridges and subscriptions can tell people."
      >
        {mayChange ? (
          <ThresholdForm threshold={threshold} />
        ) : (
          <p>{threshold === null ? "No warning is given." : `Warned below ${numberInWords(threshold)} credits.`}</p>
        )}
      </Section>
      <div id="ledger" className="scroll-mt-16 border-t border-separator pt-6">
        <Section title="Ledger" description="Every credit that came or went, newest first. Entries never change.">
          <LedgerTable entries={ledger.entries} cursor={at} nextCursor={ledger.nextCursor} />
        </Section>
      </div>
      <Section title="Invoices" description="The newest dozen. Stripe's portal has all of them.">
        <InvoiceTable invoices={invoices} />
      </Section>
    </>
  );
}
