import { type CreditsOf, creditsOf } from "@/lib/billing/credits-of";
import type { ReportedInvoice } from "@/lib/billing/invoices";
import type { InvoiceObject } from "./objects";

/** What counts of an invoice object. `status` where the event's type says more than the object. */
export function readInvoice(object: InvoiceObject, status = object.status ?? "draft"): ReportedInvoice {
  return {
    id: object.id,
    number: object.number,
    status,
    amount: status === "paid" ? object.amount_paid : object.amount_due,
    currency: object.currency.toLowerCase(),
    url: object.hosted_invoice_url,
    paidAt: status === "paid" ? (object.status_transitions?.paid_at ?? null) : null,
  };
}

const GRANTING = ["subscription_create", "subscription_cycle"];

/** The credits that a paid invoice gives: those of its subscription, for its first and each further period, and for nothing else. */
export function creditsOfInvoice(object: InvoiceObject): CreditsOf {
  const { billing_reason, parent, subscription_details, lines } = object;
  if (!GRANTING.includes(billing_reason ?? "")) {
    return {
      credits: 0,
      reason: `No credits came with it: it was made for ${billing_reason ?? "nothing"}, not for a period.`,
    };
  }
  const details = parent?.subscription_details ?? subscription_details;
  return creditsOf(details?.metadata ?? {}, "subscription", quantityOf(lines?.data ?? []));
}

/** The payments that the object itself names. */
export function paymentsOfInvoice({ payments, payment_intent }: InvoiceObject): string[] {
  const listed = payments?.data.map(({ payment }) => payment.payment_intent) ?? [];
  return [...listed, payment_intent].filter((id) => id !== undefined);
}

function quantityOf(lines: NonNullable<InvoiceObject["lines"]>["data"]): number {
  const whole = lines.filter((line) => !line.proration && !line.parent?.subscription_item_details?.proration);
  return whole.reduce((sum, line) => sum + (line.quantity ?? 0), 0);
}
