import { eventIdOf } from "@/lib/billing/event-id";
import { applySubscription } from "@/lib/billing/subscriptions";
import { onOwned } from "../handler";
import { latestOf } from "../latest-subscription";
import { subscriptionObject } from "../objects";
import { readSubscription } from "../read-subscription";

const NOTES = {
  changed: undefined,
  same: "It says what was known.",
} as const;

/** Every event of a subscription carries the whole of it: each is a report of how it stood at that second. */
export const subscriptionChanged = onOwned(
  subscriptionObject,
  async ({ object, organizationId, at, stripeEventId }) => {
    const state = await latestOf(readSubscription(object), at);
    const eventId = eventIdOf("billing.subscription_updated", organizationId, stripeEventId);
    const outcome = await applySubscription({ organizationId, state, at, eventId });
    if (outcome === "stale") return { status: "ignored", reason: "Something newer is known of this subscription." };
    return { status: "handled", ...(outcome === "changed" ? { eventId } : {}), note: NOTES[outcome] };
  },
);
