import type { BillingInvoice } from "@/prisma/generated/client";
import { type AccountChange, changeAccount } from "./account";
import { eventIdOf } from "./event-id";
import { appendEntry } from "./ledger";

/** An invoice as Stripe reports it. */
export type ReportedInvoice = {
  id: string;
  number: string | null;
  status: string;
  /** What was paid or is owed, in the currency's smallest unit. */
  amount: number;
  currency: string;
  url: string | null;
  paidAt: Date | null;
};

// A later one never gives way to an earlier: paid and void are final, and what was written off may still be paid.
const PRECEDENCE = ["draft", "open", "uncollectible", "void", "paid"];

/** Records what Stripe reports of an invoice, in any order. Returns how it stands now. */
export async function recordInvoice(organizationId: string, invoice: ReportedInvoice, at: Date): Promise<string> {
  return changeAccount(organizationId, async (change) => (await keep(change, invoice, at)).status);
}

/** Records a paid invoice, gives the credits that come with it once, and publishes `billing.invoice_paid`. Returns the event's id. */
export async function payInvoice(
  organizationId: string,
  { invoice, credits, at }: { invoice: ReportedInvoice; credits: number; at: Date },
): Promise<string> {
  const eventId = eventIdOf("billing.invoice_paid", organizationId, invoice.id);
  await changeAccount(organizationId, async (change) => {
    await keep(change, invoice, at, credits);
    if (credits > 0) {
      await appendEntry(change, {
        amount: credits,
        reason: "plan",
        source: sourceOfInvoice(invoice.id),
        description: invoice.number ? `Invoice ${invoice.number}` : undefined,
        occurredAt: invoice.paidAt ?? at,
        paid: invoice.amount,
      });
    }
    const data = { invoice: viewInvoice(invoice), credits_granted: credits };
    await change.announce({ id: eventId, type: "billing.invoice_paid", timestamp: at, data });
  });
  return eventId;
}

/** A payment that failed, as Stripe reports it. */
export type FailedPayment = {
  invoice: ReportedInvoice;
  attemptCount: number;
  nextAttemptAt: Date | null;
  reason: string | null;
  at: Date;
};

/**
 * Records that an invoice's payment failed and publishes `billing.payment_failed`, once a try. Returns the event's id;
 * undefined when the invoice is known to be settled.
 */
export async function failPayment(organizationId: string, failed: FailedPayment): Promise<string | undefined> {
  const { invoice, attemptCount, nextAttemptAt, reason, at } = failed;
  const eventId = eventIdOf("billing.payment_failed", organizationId, invoice.id, String(attemptCount));
  return changeAccount(organizationId, async (change) => {
    const { status } = await keep(change, invoice, at);
    if (status === "paid" || status === "void") return undefined;
    const data = {
      invoice: viewInvoice(invoice),
      attempt_count: attemptCount,
      next_attempt_at: nextAttemptAt?.toISOString() ?? null,
      reason,
    };
    await change.announce({ id: eventId, type: "billing.payment_failed", timestamp: at, data });
    return eventId;
  });
}

/** The ledger's source of what an invoice gives. */
export function sourceOfInvoice(invoiceId: string): string {
  return `invoice:${invoiceId}`;
}

async function keep(
  { tx, organizationId }: AccountChange,
  invoice: ReportedInvoice,
  at: Date,
  credits = 0,
): Promise<BillingInvoice> {
  const { id, ...columns } = invoice;
  const stored = await tx.billingInvoice.findUnique({ where: { id } });
  if (stored && !isNews(invoice, at, stored) && credits <= stored.creditsGranted) return stored;
  const data = {
    ...columns,
    organizationId,
    amount: BigInt(invoice.amount),
    lastEventAt: at,
    ...(credits > 0 ? { creditsGranted: credits } : {}),
  };
  return tx.billingInvoice.upsert({ where: { id }, create: { id, ...data }, update: data });
}

function isNews({ status }: ReportedInvoice, at: Date, stored: BillingInvoice): boolean {
  const [incoming, known] = [PRECEDENCE.indexOf(status), PRECEDENCE.indexOf(stored.status)];
  return incoming === known ? at > stored.lastEventAt : incoming > known;
}

function viewInvoice({ id, number, amount, currency, url }: ReportedInvoice) {
  return { id, number, amount, currency, url };
}
