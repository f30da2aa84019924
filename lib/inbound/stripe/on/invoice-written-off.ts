import { recordInvoice } from "@/lib/billing/invoices";
import { onOwned } from "@/lib/inbound/stripe/read/handler";
import { invoiceObject } from "@/lib/inbound/stripe/read/objects";
import { readInvoice } from "@/lib/inbound/stripe/read/read-invoice";

/** An invoice was voided, or marked as uncollectible. The object says which; one that was paid stays so. */
export const invoiceWrittenOff = onOwned(invoiceObject, async ({ object, organizationId, at }) => {
  const status = await recordInvoice(organizationId, readInvoice(object), at);
  return { status: "handled", note: `The invoice is ${status}.` };
});
