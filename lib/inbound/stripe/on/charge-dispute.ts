import { learnOfPayment } from "@/lib/billing/payments";
import type { DisputeState } from "@/lib/billing/taken-back";
import { onObject } from "@/lib/inbound/stripe/read/handler";
import { disputeObject } from "@/lib/inbound/stripe/read/objects";
import { ofPayment } from "@/lib/inbound/stripe/read/of-payment";

/** A payment was disputed, or the bank decided. A dispute takes its credits back; one that is won gives them again. */
export const disputeChanged = onObject(disputeObject, async ({ object, at }) => {
  const { id, amount, status, payment_intent, charge } = object;
  const paymentId = payment_intent ?? charge;
  if (!paymentId) return { status: "ignored", reason: "It names no payment." };
  return ofPayment(await learnOfPayment(paymentId, { dispute: { id, amount, state: stateOf(status) } }, at));
});

// https://docs.stripe.com/api/disputes/object#dispute_object-status
function stateOf(status: string): DisputeState {
  if (status === "won" || status === "lost") return status;
  return status.startsWith("warning_") || status === "prevented" ? "inquiry" : "open";
}
