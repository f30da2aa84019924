import { eventOf, invoiceOf, type SentEvent, sessionOf, subscriptionOf } from "./events";

const T = 1_790_000_000;
const MONTH = 2_592_000;

/**
 * Three months of a customer, in the order in which they happened: a plan that was canceled and one that took its place,
 * an upgrade, a failed payment, a top-up that was refunded in parts, and a dispute. `run` marks every id.
 */
export function historyOf(run: string, organizationId: string): SentEvent[] {
  const id = (prefix: string, name: string) => `${prefix}_${run}${name}`;
  const customer = id("cus", "1");
  const [first, second] = [id("sub", "1"), id("sub", "2")];
  const metadata = { organization_id: organizationId };
  let count = 0;
  const at = (created: number, type: string, object: Record<string, unknown>) => {
    count += 1;
    return eventOf(type, object, { id: id("evt", String(count)), created });
  };
  const plan = (name: string, created: number, more: Record<string, unknown>) =>
    subscriptionOf({ id: name, customer }, { created, metadata, ...more });
  const invoice = (name: string, more: Record<string, unknown> = {}) =>
    invoiceOf({ id: id("in", name), customer }, { credits: "2000", ...more });
  const paidBy = (name: string) => ({
    id: id("inpay", name),
    object: "invoice_payment",
    invoice: id("in", name),
    payment: { type: "payment_intent", payment_intent: id("pi", name) },
  });
  const topUp = sessionOf(
    { id: id("cs", "1"), customer },
    { payment_intent: id("pi", "top"), metadata: { ...metadata, credits: "500" } },
  );
  const charge = (amount_refunded: number) => ({
    id: id("ch", "top"),
    object: "charge",
    customer,
    payment_intent: id("pi", "top"),
    amount: 5_000,
    amount_refunded,
  });
  const dispute = { id: id("dp", "1"), object: "dispute", amount: 24_900, payment_intent: id("pi", "b") };
  return [
    at(T, "customer.created", { id: customer, object: "customer", metadata }),
    at(T, "customer.subscription.created", plan(first, T, { status: "incomplete" })),
    at(T, "customer.subscription.updated", plan(first, T, { status: "active" })),
    at(T + 1, "invoice.paid", invoice("a", { billing_reason: "subscription_create" })),
    at(T + 1, "invoice_payment.paid", paidBy("a")),
    at(
      T + 2,
      "checkout.session.completed",
      sessionOf({ id: id("cs", "0"), customer }, { mode: "subscription", metadata }),
    ),
    at(T + 50, "checkout.session.completed", { ...topUp, payment_status: "unpaid" }),
    at(T + 60, "checkout.session.async_payment_succeeded", topUp),
    at(T + 70, "charge.refunded", charge(1_000)),
    at(T + 80, "charge.refunded", charge(3_500)),
    at(T + 90, "refund.failed", {
      id: id("re", "1"),
      object: "refund",
      amount: 1_500,
      payment_intent: id("pi", "top"),
    }),
    at(T + 99, "customer.subscription.updated", plan(first, T, { metadata: { ...metadata, plan: "Pro" } })),
    at(T + 100, "invoice.paid", invoice("p", { billing_reason: "subscription_update" })),
    at(T + MONTH, "invoice.payment_failed", invoice("b", { status: "open", amount_paid: 0 })),
    at(T + MONTH, "customer.subscription.updated", plan(first, T, { status: "past_due" })),
    at(T + MONTH + 9, "invoice.paid", invoice("b")),
    at(T + MONTH + 9, "invoice_payment.paid", paidBy("b")),
    at(T + MONTH + 9, "customer.subscription.updated", plan(first, T, { status: "active" })),
    at(T + MONTH + 20, "charge.dispute.created", { ...dispute, status: "needs_response" }),
    at(T + MONTH + 30, "charge.dispute.closed", { ...dispute, status: "won" }),
    at(T + MONTH + 40, "customer.subscription.deleted", plan(first, T, { status: "canceled" })),
    at(T + MONTH + 50, "customer.subscription.created", plan(second, T + MONTH + 50, { status: "incomplete" })),
    at(T + MONTH + 50, "customer.subscription.updated", plan(second, T + MONTH + 50, { status: "active" })),
    at(T + MONTH + 51, "invoice.voided", invoice("v", { status: "void", amount_paid: 0 })),
  ];
}
