import { payInvoice, sourceOfInvoice } from "@/lib/billing/invoices";
import { learnOfPayment, settlePaymentsOf } from "@/lib/billing/payments";
import { onOwned } from "@/lib/inbound/stripe/read/handler";
import { invoiceObject } from "@/lib/inbound/stripe/read/objects";
import { creditsOfInvoice, paymentsOfInvoice, readInvoice } from "@/lib/inbound/stripe/read/read-invoice";

/** An invoice was paid: by itself, or because somebody marked it so. */
export const invoicePaid = onOwned(invoiceObject, async ({ object, organizationId, at }) => {
  const { credits, reason } = creditsOfInvoice(object);
  const eventId = await payInvoice(organizationId, { invoice: readInvoice(object, "paid"), credits, at });
  const grantSource = sourceOfInvoice(object.id);
  for (const id of paymentsOfInvoice(object)) await learnOfPayment(id, { organizationId, grantSource }, at);
  await settlePaymentsOf(organizationId, grantSource, at);
  return { status: "handled", eventId, note: reason };
});
