import type { ReportedSubscription } from "@/lib/billing/subscription-order";
import type { SubscriptionObject } from "./objects";

/** What counts of a subscription object. */
export function readSubscription(object: SubscriptionObject): ReportedSubscription {
  const items = object.items.data;
  const starts = items.flatMap((item) => item.current_period_start ?? []);
  const ends = items.flatMap((item) => item.current_period_end ?? []);
  const periodEnd = latest(ends) ?? object.current_period_end;
  return {
    id: object.id,
    status: object.status,
    plan: planOf(object),
    periodStart: latest(starts) ?? object.current_period_start,
    periodEnd,
    // The portal of newer accounts sets a date instead of the flag.
    cancelAtPeriodEnd:
      object.cancel_at_period_end || (object.cancel_at !== null && periodEnd !== null && object.cancel_at <= periodEnd),
    startedAt: object.created,
  };
}

/** The plan's name: as somebody wrote it down for people, or as the price is known at Stripe. */
function planOf({ metadata, items }: SubscriptionObject): string {
  const price = items.data.find((item) => item.price)?.price;
  const product = typeof price?.product === "object" ? price.product?.name : null;
  const name = metadata.plan?.trim() || price?.nickname || price?.lookup_key || product || price?.id || "Plan";
  return name.slice(0, 200);
}

function latest(dates: readonly Date[]): Date | undefined {
  return [...dates].sort((a, b) => b.getTime() - a.getTime())[0];
}
