import { sourceOfInvoice } from "@/lib/billing/invoices";
import { learnOfPayment } from "@/lib/billing/payments";
import { onObject, owned } from "@/lib/inbound/stripe/read/handler";
import { invoiceOfPayment } from "@/lib/inbound/stripe/read/invoice-of-payment";
import { chargeObject } from "@/lib/inbound/stripe/read/objects";
import { ofPayment } from "@/lib/inbound/stripe/read/of-payment";
import { ownerOf } from "@/lib/inbound/stripe/read/owner";

/** A payment was refunded, in part or whole. `amount_refunded` is the total so far. */
export const chargeRefunded = onObject(chargeObject, async (call) => {
  const { id: chargeId, payment_intent, customer, amount_refunded: refunded, ...object } = call.object;
  // Who paid as a guest is known by the payment alone.
  const owner = customer ? await ownerOf(call, customer, object.metadata) : { organizationId: undefined };
  if ("nobody" in owner) return owner.nobody;
  const { organizationId } = owner;
  const id = payment_intent ?? chargeId;
  const invoice = object.invoice ?? (await invoiceOfPayment(id));
  const grantSource = invoice ? sourceOfInvoice(invoice) : undefined;
  const known = await learnOfPayment(id, { organizationId, grantSource, refunded }, call.at);
  if (known.grantSource || !organizationId) return ofPayment(known);
  const note = `It is not known yet what the payment ${id} paid for. Have Stripe send invoice_payment.paid to this endpoint.`;
  return owned(organizationId, { status: "handled", note });
});
