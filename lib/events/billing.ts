import { z } from "zod";
import { count, link, moment, orNull, text } from "./data-fields";
import { defineEvent } from "./define-event";
import { countInWords, dayInWords, momentInWords, moneyInWords, numberInWords } from "./words";

const currency = z
  .string()
  .regex(/^[a-z]{3}$/, "must be a currency code of three small letters, such as eur")
  .describe("The currency's ISO code in small letters.");

const invoice = (amount: string) =>
  z.strictObject({
    id: text("The invoice's id at Stripe."),
    number: orNull(text("The invoice's number, once it has one.")),
    amount: count(`${amount}, in the currency's smallest unit.`),
    currency,
    url: orNull(link("Where the invoice is shown and paid.")),
  });

function invoiceLink({ number, url }: { number: string | null; url: string | null }) {
  return { text: number ? `Invoice ${number}` : "An invoice", url: url ?? undefined };
}

// Stripe's words have underscores: past_due.
function inWords(status: string): string {
  return status.replaceAll("_", " ");
}

/** Billing: what Stripe says of the organization's subscription and invoices. */
export const billingEvents = {
  "billing.subscription_updated": defineEvent({
    type: "billing.subscription_updated",
    title: "Subscription updated",
    description: "The organization's paid plan began, changed, was renewed or ended.",
    dataSchema: z.strictObject({
      subscription: z
        .strictObject({
          id: text("The subscription's id at Stripe."),
          status: text("Its status, such as active, past_due or canceled."),
          plan: text("The plan's name."),
          current_period_end: orNull(moment("When the paid period ends.")),
          cancel_at_period_end: z.boolean().describe("Whether it ends with the paid period."),
        })
        .describe("The subscription as it is now."),
      previous_status: orNull(text("Its status before this change.")),
    }),
    exampleData: {
      subscription: {
        id: "sub_1SWk2pLkdIwHu7ix",
        status: "active",
        plan: "Studio",
        current_period_end: "2026-12-01T00:00:00.000Z",
        cancel_at_period_end: false,
      },
      previous_status: "trialing",
    },
    story: ({ subscription, previous_status }) => ({
      subject: { text: subscription.plan },
      sentence: `is now ${inWords(subscription.status)}.`,
      facts: [
        ...(previous_status ? [{ label: "Before", value: inWords(previous_status) }] : []),
        ...(subscription.current_period_end
          ? [
              {
                label: subscription.cancel_at_period_end ? "Ends on" : "Paid until",
                value: dayInWords(subscription.current_period_end),
              },
            ]
          : []),
      ],
    }),
  }),
  "billing.invoice_paid": defineEvent({
    type: "billing.invoice_paid",
    title: "Invoice paid",
    description: "An invoice of the organization was paid.",
    dataSchema: z.strictObject({
      invoice: invoice("What was paid").describe("The invoice that was paid."),
      credits_granted: z.number().min(0, "must be 0 or more").describe("Credits that came with the payment."),
    }),
    exampleData: {
      invoice: {
        id: "in_1SWk2qLkdIwHu7ixKc0m",
        number: "NW-0042",
        amount: 24_900,
        currency: "eur",
        url: "https://invoice.stripe.com/i/acct_example/NW-0042",
      },
      credits_granted: 2_000,
    },
    story: (data) => ({
      subject: invoiceLink(data.invoice),
      sentence: `over ${moneyInWords(data.invoice.amount, data.invoice.currency)} was paid.`,
      facts: [{ label: "Credits granted", value: numberInWords(data.credits_granted) }],
    }),
  }),
  "billing.payment_failed": defineEvent({
    type: "billing.payment_failed",
    title: "Payment failed",
    description: "The payment of an invoice failed.",
    dataSchema: z.strictObject({
      invoice: invoice("What is owed").describe("The invoice that is still open."),
      attempt_count: count("How often the payment has been tried."),
      next_attempt_at: orNull(moment("When Stripe tries again.")),
      reason: orNull(text("Why it failed, as the bank or Stripe says.")),
    }),
    exampleData: {
      invoice: {
        id: "in_1SWk2qLkdIwHu7ixPf1x",
        number: "NW-0043",
        amount: 24_900,
        currency: "eur",
        url: "https://invoice.stripe.com/i/acct_example/NW-0043",
      },
      attempt_count: 1,
      next_attempt_at: "2026-11-26T12:00:00.000Z",
      reason: "Your card was declined.",
    },
    story: (data) => ({
      subject: invoiceLink(data.invoice),
      sentence: `over ${moneyInWords(data.invoice.amount, data.invoice.currency)} could not be paid.`,
      facts: [
        ...(data.reason ? [{ label: "Reason", value: data.reason }] : []),
        { label: "Tried", value: countInWords(data.attempt_count, "time") },
        { label: "Next try", value: data.next_attempt_at ? momentInWords(data.next_attempt_at) : "none" },
      ],
    }),
  }),
};
