import { learnOfPayment } from "@/lib/billing/payments";
import { onObject } from "@/lib/inbound/stripe/read/handler";
import { refundObject } from "@/lib/inbound/stripe/read/objects";
import { ofPayment } from "@/lib/inbound/stripe/read/of-payment";

/** A refund failed after all: the money is with us, and what it took back is given again. */
export const refundFailed = onObject(refundObject, async ({ object, at }) => {
  const { id, amount, payment_intent, charge } = object;
  const paymentId = payment_intent ?? charge;
  if (!paymentId) return { status: "ignored", reason: "It names no payment." };
  return ofPayment(await learnOfPayment(paymentId, { failedRefund: { id, amount } }, at));
});
