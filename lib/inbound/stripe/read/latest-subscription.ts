import { stripeClient } from "@/lib/billing/stripe-client";
import { isContested, type ReportedSubscription } from "@/lib/billing/subscription-order";
import { db } from "@/lib/db/client";
import { logger } from "@/lib/logger";
import { subscriptionObject } from "./objects";
import { readSubscription } from "./read-subscription";

/** A subscription's state. `isCurrent`: Stripe was asked, and it is so now; otherwise it is a report of its second. */
export type LatestState = { state: ReportedSubscription; isCurrent: boolean };

/**
 * A report as it came, unless it and another of the same second contradict each other: then what Stripe answers to the
 * question, if it answers.
 */
export async function latestOf(state: ReportedSubscription, at: Date): Promise<LatestState> {
  const report = { state, isCurrent: false };
  const stored = await db.billingSubscription.findUnique({ where: { id: state.id } });
  if (!stored || !isContested({ state, at }, { state: stored, at: stored.lastEventAt })) return report;
  try {
    const answer = subscriptionObject.safeParse(await stripeClient()?.subscriptions.retrieve(state.id));
    return answer.success ? { state: readSubscription(answer.data), isCurrent: true } : report;
  } catch (error) {
    // Its errors hold the request: their kind is enough.
    const kind = error instanceof Error ? error.name : "unknown";
    logger.info({ kind }, "Stripe was asked for a subscription in vain");
    return report;
  }
}
