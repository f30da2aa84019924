import { z } from "zod";

/** A refund that failed after all: the money stayed with us. */
const failedRefund = z.object({ amount: z.number(), at: z.number() });
/** A dispute. `inquiry`: the bank only asks, and no money moved. */
const dispute = z.object({ amount: z.number(), state: z.enum(["inquiry", "open", "lost", "won"]), at: z.number() });

export const failedRefunds = z.record(z.string(), failedRefund);
export const disputes = z.record(z.string(), dispute);
export type Dispute = z.infer<typeof dispute>;
export type DisputeState = Dispute["state"];

const DISPUTE_ORDER: readonly DisputeState[] = ["inquiry", "open", "lost", "won"];

/** What is known of a payment's refunds: the last total that Stripe reported, and those that failed. Times in ms. */
export type Refunds = { refunded: number; refundedAt: number; failed: z.infer<typeof failedRefunds> };

/**
 * What of a payment stands refunded, in the currency's smallest unit: the last total, without what failed since then;
 * Stripe's next total leaves that out by itself.
 */
export function standingRefund({ refunded, refundedAt, failed }: Refunds): number {
  const since = Object.values(failed).filter(({ at }) => at >= refundedAt);
  return Math.max(0, refunded - since.reduce((sum, { amount }) => sum + amount, 0));
}

/** The part of a grant that belongs to a part of what was paid for it, in whole credits; never more than the grant. */
export function shareOf(grant: { credits: number; paid: number }, amount: number): number {
  if (grant.paid <= 0) return 0;
  return Math.min(grant.credits, Math.round(grant.credits * (amount / grant.paid)));
}

/** What is known of a dispute after one more report of it, whichever came first. */
export function mergeDispute(known: Dispute | undefined, report: Dispute): Dispute {
  if (!known) return report;
  return DISPUTE_ORDER.indexOf(report.state) > DISPUTE_ORDER.indexOf(known.state) ? report : known;
}
