import { failPayment } from "@/lib/billing/invoices";
import { onOwned } from "@/lib/inbound/stripe/read/handler";
import { invoiceObject } from "@/lib/inbound/stripe/read/objects";
import { readInvoice } from "@/lib/inbound/stripe/read/read-invoice";
import { whyPaymentFailed } from "@/lib/inbound/stripe/read/why-payment-failed";

/** A try to collect an invoice failed. */
export const invoicePaymentFailed = onOwned(invoiceObject, async ({ object, organizationId, at }) => {
  const eventId = await failPayment(organizationId, {
    invoice: readInvoice(object),
    attemptCount: object.attempt_count,
    nextAttemptAt: object.next_payment_attempt,
    reason: await whyPaymentFailed(object),
    at,
  });
  return eventId
    ? { status: "handled", eventId }
    : { status: "ignored", reason: "The invoice has been settled since then." };
});
