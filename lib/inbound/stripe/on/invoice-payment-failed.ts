import { failPayment } from "@/lib/billing/invoices";
import { onOwned } from "../handler";
import { invoiceObject } from "../objects";
import { readInvoice } from "../read-invoice";
import { whyPaymentFailed } from "../why-payment-failed";

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
