import { stripeClient } from "@/lib/billing/stripe-client";
import { logger } from "@/lib/logger";
import type { InvoiceObject } from "./objects";

/** What the bank or Stripe says of a failed payment: since 2025-03-31 it is not in the invoice, so Stripe is asked; null when it does not say. */
export async function whyPaymentFailed({ id, last_finalization_error }: InvoiceObject): Promise<string | null> {
  const known = last_finalization_error?.message;
  if (known) return known;
  try {
    const expand = ["data.payment.payment_intent"];
    const payments = await stripeClient()?.invoicePayments.list({ invoice: id, limit: 10, expand });
    for (const { payment } of payments?.data ?? []) {
      const intent = payment.payment_intent;
      const message = typeof intent === "object" ? intent.last_payment_error?.message : undefined;
      if (message) return message.slice(0, 500);
    }
  } catch (error) {
    logger.info({ kind: error instanceof Error ? error.name : "unknown" }, "Stripe was asked for a payment in vain");
  }
  return null;
}
