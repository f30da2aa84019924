import type { BillingSubscription } from "@/prisma/generated/client";
import { type AccountChange, changeAccount } from "./account";
import { isEnded } from "./period";
import { currentOf, isSame, type ReportedSubscription, supersedes } from "./subscription-order";

export type SubscriptionReport = {
  organizationId: string;
  state: ReportedSubscription;
  /** Whether it is Stripe's answer of just now, which settles what reports of one second leave open. */
  isCurrent?: boolean;
  /** The provider's time of the report. */
  at: Date;
  /** The id under which a change is published. */
  eventId: string;
};

/** `stale`: something newer is known. `same`: it says what is known. Only a change is published. */
export type SubscriptionOutcome = "changed" | "same" | "stale";

/**
 * Applies what Stripe reports of a subscription, and publishes `billing.subscription_updated` when that is news. An older
 * report changes nothing, and reports in any order come to the same.
 */
export async function applySubscription(report: SubscriptionReport): Promise<SubscriptionOutcome> {
  const { organizationId, state, at } = report;
  return changeAccount(organizationId, async (change) => {
    const { tx } = change;
    const stored = await tx.billingSubscription.findUnique({ where: { id: state.id } });
    if (stored && isSame(state, stored)) {
      if (at > stored.lastEventAt) {
        await tx.billingSubscription.update({ where: { id: state.id }, data: { lastEventAt: at } });
      }
      return "same";
    }
    if (stored && !counts(report, stored)) return "stale";
    const data = { ...state, organizationId, lastEventAt: at };
    await tx.billingSubscription.upsert({ where: { id: state.id }, create: data, update: data });
    await takePlan(change);
    await announceUpdate(change, report, stored);
    return "changed";
  });
}

function counts({ state, at, isCurrent }: SubscriptionReport, stored: BillingSubscription): boolean {
  if (isCurrent && at >= stored.lastEventAt && !isEnded(stored.status)) return true;
  return supersedes({ state, at }, { state: stored, at: stored.lastEventAt });
}

async function takePlan({ tx, organizationId, account }: AccountChange): Promise<void> {
  const current = currentOf(await tx.billingSubscription.findMany({ where: { organizationId } }));
  if (!current) return;
  const { id, status, plan, periodStart, periodEnd, cancelAtPeriodEnd } = current;
  const data = { subscriptionId: id, subscriptionStatus: status, plan, periodStart, periodEnd, cancelAtPeriodEnd };
  await tx.billingAccount.update({ where: { organizationId }, data });
  Object.assign(account, data);
}

async function announceUpdate(
  { announce }: AccountChange,
  { state, at, eventId }: SubscriptionReport,
  before: BillingSubscription | null,
): Promise<void> {
  await announce({
    id: eventId,
    type: "billing.subscription_updated",
    timestamp: at,
    data: {
      subscription: {
        id: state.id,
        status: state.status,
        plan: state.plan,
        current_period_end: state.periodEnd?.toISOString() ?? null,
        cancel_at_period_end: state.cancelAtPeriodEnd,
      },
      previous_status: before?.status ?? null,
    },
  });
}
