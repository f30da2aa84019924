import { creditsOf } from "@/lib/billing/credits-of";
import { topUp } from "@/lib/billing/top-up";
import { onOwned } from "@/lib/inbound/stripe/read/handler";
import { sessionObject } from "@/lib/inbound/stripe/read/objects";

/**
 * A checkout was completed, or its payment arrived later. Of a single payment it gives credits once it is paid; what a
 * subscription's gives comes with its invoice. https://docs.stripe.com/checkout/fulfillment
 */
export const checkoutPaid = onOwned(sessionObject, async ({ object, organizationId, at }) => {
  if (object.mode === "subscription") return { status: "handled", note: "The subscription's own events follow." };
  if (object.mode !== "payment") return { status: "handled", note: "It was no payment, so it gave no credits." };
  if (object.payment_status === "unpaid") {
    return { status: "handled", note: "The payment is under way. Credits come when it has arrived." };
  }
  const { credits, reason } = creditsOf(object.metadata, "checkout session");
  const { id: sessionId, amount_total, payment_intent: paymentId } = object;
  await topUp(organizationId, { sessionId, credits, paid: amount_total ?? 0, paymentId, at });
  return { status: "handled", note: reason ?? `${credits} credits were added.` };
});
