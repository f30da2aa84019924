import { sourceOfInvoice } from "@/lib/billing/invoices";
import { learnOfPayment } from "@/lib/billing/payments";
import { onObject, owned } from "@/lib/inbound/stripe/read/handler";
import { invoicePaymentObject } from "@/lib/inbound/stripe/read/objects";

/** Tells which payment paid which invoice: what a refund of it takes back depends on that. It names no customer. */
export const invoicePaymentPaid = onObject(invoicePaymentObject, async ({ object, at }) => {
  const { invoice, payment } = object;
  if (!invoice || !payment.payment_intent) return { status: "ignored", reason: "It names no payment intent." };
  const known = await learnOfPayment(payment.payment_intent, { grantSource: sourceOfInvoice(invoice) }, at);
  const note = `The payment ${payment.payment_intent} paid the invoice ${invoice}.`;
  return known.organizationId ? owned(known.organizationId, { status: "handled", note }) : { status: "handled", note };
});
