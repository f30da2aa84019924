import { setTimeout as wait } from "node:timers/promises";
import { eventOf, invoiceOf, type SentEvent, sessionOf, signatureOf } from "@/lib/inbound/stripe/testing/events";

const SENDERS = 24;
const RETRY_MS = 200;

/** A thousand events of a customer, what they leave as balance, and how many entries of the ledger. */
export function thousandEvents(organizationId: string): { events: SentEvent[]; balance: number; entries: number } {
  const customer = "cus_northwind";
  const named = { organization_id: organizationId };
  const paid = times(600, (n) =>
    eventOf("invoice.paid", invoiceOf({ id: `in_${n}`, customer }, { credits: `${n + 1}` })),
  );
  // Stripe now and then makes two events of one change.
  const twice = times(100, (n) =>
    eventOf("invoice.paid", invoiceOf({ id: `in_${n}`, customer }, { credits: `${n + 1}` })),
  );
  const prorated = times(99, (n) =>
    eventOf(
      "invoice.paid",
      invoiceOf({ id: `in_p${n}`, customer }, { credits: "9", billing_reason: "subscription_update" }),
    ),
  );
  const topUps = times(100, (n) =>
    eventOf(
      "checkout.session.completed",
      sessionOf({ id: `cs_${n}`, customer }, { payment_intent: `pi_${n}`, metadata: { credits: "50" } }),
    ),
  );
  const refunds = times(100, (n) =>
    eventOf("charge.refunded", {
      ...{ id: `ch_${n}`, object: "charge", customer, payment_intent: `pi_${n}` },
      ...{ amount: 5_000, amount_refunded: 2_000 },
    }),
  );
  const link = eventOf("customer.created", { id: customer, object: "customer", metadata: named });
  const events = [...paid, ...twice, ...prorated, ...topUps, ...refunds, link];
  return { events, balance: (600 * 601) / 2 + 100 * 50 - 100 * 20, entries: 600 + 100 + 100 };
}

export type Progress = { answered: number; refused: Record<number, number> };

/**
 * Sends every event twice in random order, as Stripe does: signed anew each time, again on a lost connection and on 5xx.
 * `progress` counts what was answered with 2xx, and any other answer by its status.
 */
export async function deliver(url: string, events: readonly SentEvent[], progress: Progress): Promise<void> {
  const queue = [...events, ...events]
    .map((event) => ({ payload: JSON.stringify(event), place: Math.random() }))
    .sort((a, b) => a.place - b.place);
  await Promise.all(
    Array.from({ length: SENDERS }, async () => {
      for (let next = queue.pop(); next; next = queue.pop()) await deliverOne(url, next.payload, progress);
    }),
  );
}

async function deliverOne(url: string, payload: string, progress: Progress): Promise<void> {
  for (;;) {
    const headers = { "content-type": "application/json", "stripe-signature": signatureOf(payload) };
    const answer = await fetch(url, { method: "POST", headers, body: payload }).catch(() => undefined);
    await answer?.arrayBuffer().catch(() => undefined);
    if (answer?.ok) {
      progress.answered += 1;
      return;
    }
    if (answer && answer.status < 500) {
      progress.refused[answer.status] = (progress.refused[answer.status] ?? 0) + 1;
      return;
    }
    await wait(RETRY_MS);
  }
}

function times<T>(count: number, make: (n: number) => T): T[] {
  return Array.from({ length: count }, (_, n) => make(n));
}
