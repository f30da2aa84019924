import { isEnded } from "./period";

/** A subscription as Stripe reports it at a moment. */
export type ReportedSubscription = {
  id: string;
  status: string;
  plan: string;
  periodStart: Date | null;
  periodEnd: Date | null;
  cancelAtPeriodEnd: boolean;
  startedAt: Date;
};

// Of two reports of one second the one further down this list is taken for the later.
const WITHIN_A_SECOND = ["incomplete", "trialing", "active", "paused", "past_due", "unpaid"];

type Report = { state: ReportedSubscription; at: Date };

/**
 * Whether a report takes the place of what is stored. Stripe's times are whole seconds and its order is any order, so this
 * is a total order: the result is the same whichever came first. One that has ended stays ended.
 */
export function supersedes(incoming: Report, stored: Report): boolean {
  const [a, b] = [rankOf(incoming), rankOf(stored)];
  for (const [index, part] of a.entries()) {
    const other = b[index] ?? 0;
    if (part !== other) return part > other;
  }
  return textOf(incoming.state) > textOf(stored.state);
}

/** Whether two reports of one second say different things: only Stripe knows which of them is the later. */
export function isContested(incoming: Report, stored: Report): boolean {
  if (isEnded(stored.state.status) || incoming.at.getTime() !== stored.at.getTime()) return false;
  return textOf(incoming.state) !== textOf(stored.state);
}

/** Whether the two say the same of a subscription. */
export function isSame(a: ReportedSubscription, b: ReportedSubscription): boolean {
  return textOf(a) === textOf(b);
}

/** The one that counts of an organization's: the newest that has not ended, or the newest. */
export function currentOf<T extends ReportedSubscription>(subscriptions: readonly T[]): T | undefined {
  const newest = [...subscriptions].sort(
    (a, b) => b.startedAt.getTime() - a.startedAt.getTime() || (a.id < b.id ? 1 : -1),
  );
  return newest.find(({ status }) => !isEnded(status)) ?? newest[0];
}

function rankOf({ state, at }: Report): number[] {
  return [isEnded(state.status) ? 1 : 0, at.getTime(), WITHIN_A_SECOND.indexOf(state.status)];
}

function textOf({ status, plan, periodStart, periodEnd, cancelAtPeriodEnd }: ReportedSubscription): string {
  return JSON.stringify([status, plan, periodStart, periodEnd, cancelAtPeriodEnd]);
}
