import { z } from "zod";

// What is read of Stripe's objects, and no more: an endpoint's API version decides the rest of their shape.
// https://docs.stripe.com/api

const id = z.string().min(1).max(255);
/** An id, or the object itself where it was expanded. */
const ref = z
  .union([id, z.object({ id }).transform((object) => object.id)])
  .nullish()
  .transform((value) => value ?? undefined);
const seconds = z.number().transform((value) => new Date(value * 1000));
const maybeSeconds = seconds.nullish().transform((value) => value ?? null);
const metadata = z
  .record(z.string(), z.string())
  .nullish()
  .transform((value) => value ?? {});
const text = z
  .string()
  .nullish()
  .transform((value) => value || null);

/** An event, as `constructEvent` returns it. */
export const stripeEvent = z.object({
  id,
  object: z.literal("event"),
  type: z.string().min(1).max(200),
  created: seconds,
  livemode: z.boolean(),
  api_version: z.string().nullish(),
  account: z.string().nullish(),
  data: z.object({ object: z.looseObject({}) }),
});
export type StripeEvent = z.output<typeof stripeEvent>;

/** Who and what an object of any kind is about. */
export const aboutObject = z.object({
  id: id.optional(),
  object: z.string().optional(),
  customer: ref,
  payment_intent: ref,
});

export const customerObject = z.object({ id, metadata });

/** Objects of which nothing but their customer counts. */
export const customersObject = z.object({ customer: ref });

export const sessionObject = z.object({
  id,
  customer: ref,
  mode: z.string(),
  payment_status: z.string(),
  payment_intent: ref,
  amount_total: z.number().int().nullish(),
  metadata,
});

const price = z.object({
  id,
  nickname: text,
  lookup_key: text,
  product: z.union([z.string(), z.object({ name: text })]).nullish(),
});

/** Since API version 2025-03-31 a period is its items', before it was the subscription's own. */
const period = { current_period_start: maybeSeconds, current_period_end: maybeSeconds };

export const subscriptionObject = z.object({
  id,
  customer: ref,
  status: z.string().min(1),
  created: seconds,
  cancel_at_period_end: z.boolean().default(false),
  cancel_at: maybeSeconds,
  metadata,
  items: z.object({ data: z.array(z.object({ ...period, price: price.nullish() })) }),
  ...period,
});
export type SubscriptionObject = z.output<typeof subscriptionObject>;

const subscriptionDetails = z.object({ metadata }).nullish();
const line = z.object({
  quantity: z.number().nullish(),
  proration: z.boolean().nullish(),
  parent: z.object({ subscription_item_details: z.object({ proration: z.boolean().nullish() }).nullish() }).nullish(),
});

export const invoiceObject = z.object({
  id,
  customer: ref,
  number: text,
  status: z.string().nullish(),
  billing_reason: text,
  amount_paid: z.number().int(),
  amount_due: z.number().int(),
  currency: z.string(),
  hosted_invoice_url: text,
  attempt_count: z.number().int().default(0),
  next_payment_attempt: maybeSeconds,
  status_transitions: z.object({ paid_at: maybeSeconds }).nullish(),
  last_finalization_error: z.object({ message: text }).nullish(),
  // Since 2025-03-31 the subscription stands under `parent`, and the payment in a list that is rarely sent along.
  parent: z.object({ subscription_details: subscriptionDetails }).nullish(),
  subscription_details: subscriptionDetails,
  payment_intent: ref,
  payments: z.object({ data: z.array(z.object({ payment: z.object({ payment_intent: ref }) })) }).nullish(),
  lines: z.object({ data: z.array(line) }).nullish(),
});
export type InvoiceObject = z.output<typeof invoiceObject>;

export const invoicePaymentObject = z.object({ id, invoice: ref, payment: z.object({ payment_intent: ref }) });

export const chargeObject = z.object({
  id,
  customer: ref,
  payment_intent: ref,
  // Before 2025-03-31.
  invoice: ref,
  amount_refunded: z.number().int(),
  metadata,
});

export const refundObject = z.object({ id, amount: z.number().int(), payment_intent: ref, charge: ref });

export const disputeObject = z.object({
  id,
  amount: z.number().int(),
  status: z.string(),
  payment_intent: ref,
  charge: ref,
});
