import { authorize, type Context } from "@/lib/context";
import { db } from "@/lib/db/client";
import { periodEndOf } from "./period";
import { stripeClient } from "./stripe-client";

/** What the billing page begins with. */
export type BillingOverview = {
  /** Whether Stripe is set up at all. */
  configured: boolean;
  plan: { name: string; status: string; periodStart: Date | null; periodEnd: Date | null; endsThen: boolean } | null;
  balance: number;
  /** Whether any credit ever came or went. */
  hasLedger: boolean;
  threshold: number | null;
  /** Of the plan, or of the calendar month (UTC) without one. */
  periodEnd: Date;
};

/** The organization's plan and balance, for its members. */
export async function readBilling(ctx: Context, now = new Date()): Promise<BillingOverview> {
  authorize(ctx, "webhooks:read");
  const { organizationId } = ctx;
  const [account, entry] = await Promise.all([
    db.billingAccount.findUnique({ where: { organizationId } }),
    db.creditEntry.findFirst({ where: { organizationId }, select: { id: true } }),
  ]);
  const { plan, subscriptionStatus: status, periodStart = null, periodEnd = null } = account ?? {};
  const endsThen = account?.cancelAtPeriodEnd ?? false;
  return {
    configured: stripeClient() !== undefined,
    plan: plan && status ? { name: plan, status, periodStart, periodEnd, endsThen } : null,
    balance: account?.balance ?? 0,
    hasLedger: entry !== null,
    threshold: account?.creditsThreshold ?? null,
    periodEnd: periodEndOf(account ?? { periodEnd: null, subscriptionStatus: null }, now),
  };
}
