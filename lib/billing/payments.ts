import { db } from "@/lib/db/client";
import { handleAgain } from "@/lib/inbound/queue/again";
import type { BillingPayment, Prisma } from "@/prisma/generated/client";
import { settlePayment } from "./settle-payment";
import { type Dispute, disputes, failedRefunds, mergeDispute } from "./taken-back";

/** What is learned of a payment. Everything may come first, twice and late. */
export type PaymentFact = {
  organizationId?: string | undefined;
  /** The ledger's source of what it paid for. */
  grantSource?: string | undefined;
  /** All that was refunded of it so far, in the currency's smallest unit. */
  refunded?: number;
  failedRefund?: { id: string; amount: number };
  dispute?: { id: string } & Omit<Dispute, "at">;
};

/**
 * Keeps what is learned of a payment (a payment intent's id), then brings the ledger in line with it: refunds and disputes
 * take back what the payment gave, in proportion. Returns the payment as it is known now.
 */
export async function learnOfPayment(id: string, fact: PaymentFact, at: Date): Promise<BillingPayment> {
  const payment = await db.$transaction(async (tx) => {
    await tx.billingPayment.createMany({ data: [{ id }], skipDuplicates: true });
    await tx.$queryRaw`SELECT 1 FROM billing_payments WHERE id = ${id} FOR UPDATE`;
    const known = await tx.billingPayment.findUniqueOrThrow({ where: { id } });
    return tx.billingPayment.update({ where: { id }, data: merged(known, fact, at) });
  });
  return settleLearned(await withOwner(payment), at);
}

/** Brings the ledger in line with the payments of a grant that was just written. */
export async function settlePaymentsOf(organizationId: string, grantSource: string, at: Date): Promise<void> {
  const payments = await db.billingPayment.findMany({ where: { grantSource } });
  for (const { id } of payments) await learnOfPayment(id, { organizationId }, at);
}

// Committed before anybody looks: of a payment's fact and its grant, whichever comes last sees the other.
async function settleLearned(payment: BillingPayment, at: Date): Promise<BillingPayment> {
  const { id, organizationId } = payment;
  if (!organizationId) return payment;
  await settlePayment(organizationId, id, at);
  await handleAgain({ provider: "stripe", subject: id, status: "parked" });
  return payment;
}

// An invoice tells whose a payment is that names nobody.
async function withOwner(payment: BillingPayment): Promise<BillingPayment> {
  const { id, organizationId, grantSource } = payment;
  if (organizationId || !grantSource?.startsWith("invoice:")) return payment;
  const invoice = await db.billingInvoice.findUnique({ where: { id: grantSource.slice("invoice:".length) } });
  if (!invoice) return payment;
  return db.billingPayment.update({ where: { id }, data: { organizationId: invoice.organizationId } });
}

function merged(known: BillingPayment, fact: PaymentFact, at: Date): Prisma.BillingPaymentUncheckedUpdateInput {
  const { organizationId, grantSource, refunded, failedRefund, dispute } = fact;
  return {
    ...(organizationId && !known.organizationId ? { organizationId } : {}),
    ...(grantSource && !known.grantSource ? { grantSource } : {}),
    ...(refunded !== undefined && isNewer(known, refunded, at) ? { refunded: BigInt(refunded), refundedAt: at } : {}),
    ...(failedRefund ? { failedRefunds: withFailed(known, failedRefund, at) } : {}),
    ...(dispute ? { disputes: withDispute(known, dispute, at) } : {}),
  };
}

// Stripe's times are whole seconds: of two totals of one second the larger is the later.
function isNewer({ refunded: known, refundedAt }: BillingPayment, refunded: number, at: Date): boolean {
  if (refundedAt === null || at > refundedAt) return true;
  return at.getTime() === refundedAt.getTime() && BigInt(refunded) > known;
}

function withFailed(known: BillingPayment, { id, amount }: { id: string; amount: number }, at: Date) {
  return { [id]: { amount, at: at.getTime() }, ...failedRefunds.parse(known.failedRefunds) };
}

function withDispute(known: BillingPayment, { id, ...report }: { id: string } & Omit<Dispute, "at">, at: Date) {
  const before = disputes.parse(known.disputes);
  return { ...before, [id]: mergeDispute(before[id], { ...report, at: at.getTime() }) };
}
