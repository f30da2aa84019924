import { randomBytes } from "node:crypto";
import Stripe from "stripe";

export const WEBHOOK_SECRET = "whsec_of0the0endpoint0in0tests";

/** An id as Stripe makes them. */
export function stripeId(prefix: string): string {
  return `${prefix}_${randomBytes(8).toString("hex")}`;
}

export type EventOptions = { id?: string; created?: number; livemode?: boolean; api_version?: string };

/** A snapshot event, as it is sent. `created` in unix seconds. */
export function eventOf(type: string, object: Record<string, unknown>, options: EventOptions = {}) {
  return {
    id: stripeId("evt"),
    object: "event",
    api_version: "2026-10-28.endive",
    created: Math.floor(Date.now() / 1000),
    livemode: false,
    pending_webhooks: 1,
    request: { id: null, idempotency_key: null },
    type,
    data: { object },
    ...options,
  };
}

export type SentEvent = ReturnType<typeof eventOf>;

export type Signing = { secret?: string; timestamp?: number };

/** The header that Stripe sends along. */
export function signatureOf(payload: string, { secret = WEBHOOK_SECRET, timestamp }: Signing = {}): string {
  return Stripe.webhooks.generateTestHeaderString({ payload, secret, ...(timestamp ? { timestamp } : {}) });
}

/** A signed request of Stripe's. */
export function requestOf(payload: string, signing: Signing & { header?: string } = {}): Request {
  const headers = {
    "content-type": "application/json; charset=utf-8",
    "stripe-signature": signing.header ?? signatureOf(payload, signing),
  };
  return new Request("http://localhost:3000/api/inbound/stripe", { method: "POST", headers, body: payload });
}

type Named = { id: string; customer: string };

/** A subscription as API version 2025-03-31 and later have it. */
export function subscriptionOf({ id, customer }: Named, more: Record<string, unknown> = {}) {
  const {
    metadata = {},
    created = 1_790_000_000,
    period = [1_790_000_000, 1_792_592_000],
    ...rest
  } = more as {
    metadata?: Record<string, string>;
    created?: number;
    period?: [number, number];
  };
  return {
    id,
    object: "subscription",
    customer,
    status: "active",
    created,
    cancel_at: null,
    cancel_at_period_end: false,
    metadata,
    items: {
      object: "list",
      data: [
        {
          id: "si_1",
          object: "subscription_item",
          quantity: 1,
          current_period_start: period[0],
          current_period_end: period[1],
          price: { id: "price_studio", object: "price", nickname: "Studio", lookup_key: null, product: "prod_1" },
        },
      ],
    },
    ...rest,
  };
}

/** An invoice of a subscription. */
export function invoiceOf({ id, customer }: Named, more: Record<string, unknown> = {}) {
  const { credits, subscription = "sub_1", ...rest } = more as { credits?: string; subscription?: string };
  return {
    id,
    object: "invoice",
    customer,
    number: `NW-${id.slice(-4)}`,
    status: "paid",
    billing_reason: "subscription_cycle",
    amount_due: 24_900,
    amount_paid: 24_900,
    currency: "eur",
    hosted_invoice_url: `https://invoice.stripe.com/i/acct_1/${id}`,
    attempt_count: 1,
    next_payment_attempt: null,
    status_transitions: { paid_at: 1_790_000_100 },
    parent: {
      type: "subscription_details",
      subscription_details: { subscription, metadata: credits === undefined ? {} : { credits } },
    },
    lines: {
      object: "list",
      data: [{ id: "il_1", quantity: 1, parent: { subscription_item_details: { proration: false } } }],
    },
    ...rest,
  };
}

/** A checkout session of a single payment. */
export function sessionOf(
  { id, customer }: { id: string; customer: string | null },
  more: Record<string, unknown> = {},
) {
  return {
    id,
    object: "checkout.session",
    customer,
    mode: "payment",
    payment_status: "paid",
    payment_intent: stripeId("pi"),
    amount_total: 5_000,
    currency: "eur",
    client_reference_id: null,
    metadata: {},
    ...more,
  };
}

/** A dispute of a payment that has just begun. */
export function disputeOf({ payment, amount }: { payment: string; amount: number }) {
  return { id: stripeId("dp"), object: "dispute", amount, status: "needs_response", payment_intent: payment };
}
