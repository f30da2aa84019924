import { eventIdOf } from "@/lib/billing/event-id";
import { applySubscription } from "@/lib/billing/subscriptions";
import { onOwned } from "@/lib/inbound/stripe/read/handler";
import { latestOf } from "@/lib/inbound/stripe/read/latest-subscription";
import { subscriptionObject } from "@/lib/inbound/stripe/read/objects";
import { readSubscription } from "@/lib/inbound/stripe/read/read-subscription";
import { wasPublished } from "@/lib/outbox/pending-events";

/** Every event of a subscription carries the whole of it: each is a report of how it stood at that second. */
export const subscriptionChanged = onOwned(subscriptionObject, async (call) => {
  const { object, organizationId, at, stripeEventId } = call;
  const latest = await latestOf(readSubscription(object), at);
  const eventId = eventIdOf("billing.subscription_updated", organizationId, stripeEventId);
  const outcome = await applySubscription({ organizationId, ...latest, at, eventId });
  if (outcome === "stale") return { status: "ignored", reason: "Something newer is known of this subscription." };
  // "Same" also when a crash came between the change and its record here.
  if (outcome === "changed" || (await wasPublished(organizationId, eventId))) return { status: "handled", eventId };
  return { status: "handled", note: "It says what was known." };
});
