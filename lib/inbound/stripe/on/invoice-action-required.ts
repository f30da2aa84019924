import { recordInvoice } from "@/lib/billing/invoices";
import { onOwned } from "@/lib/inbound/stripe/read/handler";
import { invoiceObject } from "@/lib/inbound/stripe/read/objects";
import { readInvoice } from "@/lib/inbound/stripe/read/read-invoice";

/** The payer has to confirm the payment with their bank. */
export const invoiceActionRequired = onOwned(invoiceObject, async ({ object, organizationId, at }) => {
  await recordInvoice(organizationId, readInvoice(object), at);
  return { status: "handled", note: "The payer has to confirm this payment; the invoice's page asks for it." };
});
