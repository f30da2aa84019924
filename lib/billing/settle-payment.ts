import type { BillingPayment, CreditEntry } from "@/prisma/generated/client";
import { type AccountChange, changeAccount } from "./account";
import { appendEntry } from "./ledger";
import { disputes, failedRefunds, shareOf, standingRefund } from "./taken-back";

type Grant = { credits: number; paid: number };

/**
 * Brings the ledger in line with what is known of a payment: takes back credits for what was refunded or is disputed, and
 * gives back for a refund that failed and a dispute that was won. Doing it again writes nothing.
 */
export async function settlePayment(organizationId: string, paymentId: string, at: Date): Promise<void> {
  await changeAccount(organizationId, async (change) => {
    const payment = await change.tx.billingPayment.findUnique({ where: { id: paymentId, organizationId } });
    const grant = payment?.grantSource ? await grantOf(change, payment.grantSource) : undefined;
    if (!payment || !grant) return;
    await settleRefunds(change, payment, grant, at);
    await settleDisputes(change, payment, grant);
  });
}

async function grantOf({ tx, organizationId }: AccountChange, source: string): Promise<Grant | undefined> {
  const where = { organizationId_source: { organizationId, source } };
  const entry: CreditEntry | null = await tx.creditEntry.findUnique({ where });
  return entry?.paid ? { credits: entry.amount, paid: Number(entry.paid) } : undefined;
}

// By the difference to what was taken so far, under the account's lock: a total that is reported twice, or late, adds nothing.
async function settleRefunds(change: AccountChange, payment: BillingPayment, grant: Grant, at: Date): Promise<void> {
  const standing = standingRefund({
    refunded: Number(payment.refunded),
    refundedAt: payment.refundedAt?.getTime() ?? 0,
    failed: failedRefunds.parse(payment.failedRefunds),
  });
  const due = shareOf(grant, standing);
  const difference = due - payment.creditsRefunded;
  if (difference === 0) return;
  const count = payment.refundEntries + 1;
  await appendEntry(change, {
    amount: -difference,
    reason: "refund",
    source: `refund:${payment.id}:${count}`,
    description: difference > 0 ? "Refunded" : "A refund failed",
    occurredAt: at,
  });
  const data = { creditsRefunded: due, refundEntries: count };
  await change.tx.billingPayment.update({ where: { id: payment.id }, data });
}

async function settleDisputes(change: AccountChange, payment: BillingPayment, grant: Grant): Promise<void> {
  for (const [id, { amount, state, at }] of Object.entries(disputes.parse(payment.disputes))) {
    const credits = shareOf(grant, amount);
    if (state === "inquiry" || credits === 0) continue;
    const entry = { occurredAt: new Date(at) };
    await appendEntry(change, { ...entry, amount: -credits, reason: "dispute", source: `dispute:${id}` });
    if (state !== "won") continue;
    await appendEntry(change, { ...entry, amount: credits, reason: "dispute_won", source: `dispute_won:${id}` });
  }
}
