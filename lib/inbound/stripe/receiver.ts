import { env } from "@/lib/env";
import { defineReceiver } from "@/lib/inbound/receiver/define-receiver";
import { handlers } from "./on";
import { aboutObject, type StripeEvent } from "./read/objects";
import { isOwned, ownedParked } from "./read/owner";
import { type VerifiedEvent, verifyStripe } from "./verify";

/** Stripe's snapshot events. https://docs.stripe.com/webhooks */
export const stripeReceiver = defineReceiver<VerifiedEvent>({
  name: "stripe",
  // Stripe names no limit; its largest objects, invoices of many lines, are cut long before.
  bodyBytesMax: 1024 * 1024,
  isConfigured: () => env().STRIPE_SECRET_KEY !== undefined && env().STRIPE_WEBHOOK_SECRET !== undefined,
  verify: async (request) => verifyStripe(request),
  parse: (_, { event, payload }) => ({
    items: [
      {
        externalId: event.id,
        type: event.type,
        occurredAt: event.created,
        payload,
        subject: subjectOf(event),
        ignoredBecause: foreign(event),
      },
    ],
  }),
  on: handlers,
  isOwned,
  ownedParked,
});

/** The customer that it is about; the payment where it names none. */
function subjectOf({ data }: StripeEvent): string | undefined {
  const about = aboutObject.safeParse(data.object);
  if (!about.success) return undefined;
  const { id, object, customer, payment_intent } = about.data;
  return object === "customer" ? id : (customer ?? payment_intent);
}

function foreign({ livemode, account }: StripeEvent): string | undefined {
  if (account) return "It belongs to a connected account, and only the platform's own are acted on.";
  const [, mode] = /^[a-z]+_(live|test)_/.exec(env().STRIPE_SECRET_KEY ?? "") ?? [];
  const own = livemode ? "live" : "test";
  if (mode === undefined || mode === own) return undefined;
  return `It is of Stripe's ${own} mode, and STRIPE_SECRET_KEY is a key of its ${mode} mode.`;
}
