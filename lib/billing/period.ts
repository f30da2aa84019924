import type { BillingAccount } from "@/prisma/generated/client";

/** Statuses from which a subscription never comes back: Stripe makes a new one instead. */
const ENDED: readonly string[] = ["canceled", "incomplete_expired"];

/** Whether a subscription has ended for good. */
export function isEnded(status: string): boolean {
  return ENDED.includes(status);
}

/** When the account's period ends: that of its plan, or without one the calendar month (UTC). */
export function periodEndOf(
  account: Pick<BillingAccount, "periodEnd" | "subscriptionStatus">,
  now: Date = new Date(),
): Date {
  const { periodEnd, subscriptionStatus } = account;
  if (periodEnd && subscriptionStatus !== null && !isEnded(subscriptionStatus)) return periodEnd;
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1));
}
