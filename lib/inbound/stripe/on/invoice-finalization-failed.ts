import { recordInvoice } from "@/lib/billing/invoices";
import { onOwned } from "@/lib/inbound/stripe/read/handler";
import { invoiceObject } from "@/lib/inbound/stripe/read/objects";
import { readInvoice } from "@/lib/inbound/stripe/read/read-invoice";

/** An invoice could not be finalized: it stays a draft until somebody fixes it at Stripe. */
export const invoiceFinalizationFailed = onOwned(invoiceObject, async ({ object, organizationId, at }) => {
  await recordInvoice(organizationId, readInvoice(object), at);
  const why = object.last_finalization_error?.message;
  return { status: "handled", note: `Stripe could not finalize the invoice${why ? `: ${why}` : "."}` };
});
