import { stripeClient } from "@/lib/billing/stripe-client";
import { db } from "@/lib/db/client";
import { logger } from "@/lib/logger";

/** The invoice that a payment intent paid, where Stripe is needed to know it and answers. */
export async function invoiceOfPayment(paymentId: string): Promise<string | undefined> {
  const known = await db.billingPayment.findUnique({ where: { id: paymentId }, select: { grantSource: true } });
  if (known?.grantSource || !paymentId.startsWith("pi_")) return undefined;
  try {
    const payment = { type: "payment_intent" as const, payment_intent: paymentId };
    const answer = await stripeClient()?.invoicePayments.list({ payment, limit: 1 });
    const invoice = answer?.data[0]?.invoice;
    return typeof invoice === "object" ? invoice.id : invoice;
  } catch (error) {
    logger.info({ kind: error instanceof Error ? error.name : "unknown" }, "Stripe was asked for an invoice in vain");
    return undefined;
  }
}
