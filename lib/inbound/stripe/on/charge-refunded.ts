import { sourceOfInvoice } from "@/lib/billing/invoices";
import { learnOfPayment } from "@/lib/billing/payments";
import { onOwned } from "../handler";
import { invoiceOfPayment } from "../invoice-of-payment";
import { chargeObject } from "../objects";

/** A payment was refunded, in part or whole. `amount_refunded` is the total so far. */
export const chargeRefunded = onOwned(chargeObject, async ({ object, organizationId, at }) => {
  const id = object.payment_intent ?? object.id;
  const invoice = object.invoice ?? (await invoiceOfPayment(id));
  const grantSource = invoice ? sourceOfInvoice(invoice) : undefined;
  const fact = { organizationId, grantSource, refunded: object.amount_refunded };
  const known = await learnOfPayment(id, fact, at);
  if (known.grantSource) return { status: "handled" };
  return {
    status: "handled",
    note: `It is not known yet what the payment ${id} paid for. Have Stripe send invoice_payment.paid to this endpoint.`,
  };
});
