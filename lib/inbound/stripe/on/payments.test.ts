import { describe, expect, it, vi } from "vitest";

vi.hoisted(() => {
  process.env.STRIPE_SECRET_KEY = "sk_test_of_tests";
  process.env.STRIPE_WEBHOOK_SECRET = "whsec_of0the0endpoint0in0tests";
  // Nobody listens there: everything has to come out right without an answer.
  process.env.STRIPE_API_URL = "http://127.0.0.1:9";
});

import { db } from "@/lib/db/client";
import { createTenant } from "@/lib/testing/tenant";
import { disputeOf, eventOf, invoiceOf, sessionOf, stripeId } from "../testing/events";
import { accountOf, act, ledgerOf, linkedTenant, type StripeTenant } from "../testing/world";

const T = 1_790_000_000;

describe("a checkout of a single payment", () => {
  const metadata = { credits: "500" };

  it("gives its credits when it is paid, once", async () => {
    const tenant = await linkedTenant();
    const session = sessionOf({ id: stripeId("cs"), customer: tenant.customer }, { metadata });
    await act(eventOf("checkout.session.completed", session));
    await act(eventOf("checkout.session.async_payment_succeeded", session));
    expect(await ledgerOf(tenant)).toMatchObject([{ amount: 500, reason: "top_up", source: `checkout:${session.id}` }]);
  });

  it("gives nothing while it is unpaid, when it fails, or when it is left", async () => {
    const tenant = await linkedTenant();
    const unpaid = sessionOf({ id: stripeId("cs"), customer: tenant.customer }, { metadata, payment_status: "unpaid" });
    await act(eventOf("checkout.session.completed", unpaid));
    await act(eventOf("checkout.session.async_payment_failed", unpaid));
    await act(eventOf("checkout.session.expired", unpaid));
    expect(await ledgerOf(tenant)).toEqual([]);
    await act(eventOf("checkout.session.async_payment_succeeded", { ...unpaid, payment_status: "paid" }));
    expect(await ledgerOf(tenant)).toMatchObject([{ amount: 500 }]);
  });

  it("of a subscription gives nothing: its invoice does", async () => {
    const tenant = await linkedTenant();
    const session = sessionOf({ id: stripeId("cs"), customer: tenant.customer }, { metadata, mode: "subscription" });
    await act(eventOf("checkout.session.completed", session));
    expect(await ledgerOf(tenant)).toEqual([]);
  });

  it("without a customer is its organization's by metadata, and nobody's by the payer's own reference", async () => {
    const tenant = await createTenant();
    const { organizationId } = tenant;
    const guest = sessionOf(
      { id: stripeId("cs"), customer: null },
      { metadata: { ...metadata, organization_id: organizationId } },
    );
    await act(eventOf("checkout.session.completed", guest));
    expect(await ledgerOf(tenant)).toMatchObject([{ amount: 500 }]);
    const payer = sessionOf({ id: stripeId("cs"), customer: null }, { metadata, client_reference_id: organizationId });
    expect(await act(eventOf("checkout.session.completed", payer))).toMatchObject({ status: "ignored" });
    expect(await ledgerOf(tenant)).toHaveLength(1);
  });
});

describe("refunds and disputes", () => {
  async function topUp(tenant: StripeTenant, credits = "1000", amount_total = 3_000) {
    const session = sessionOf(
      { id: stripeId("cs"), customer: tenant.customer },
      { amount_total, metadata: { credits } },
    );
    await act(eventOf("checkout.session.completed", session));
    return session.payment_intent;
  }
  const charge = (tenant: StripeTenant, payment_intent: string, amount_refunded: number) => ({
    id: "ch_1",
    object: "charge",
    customer: tenant.customer,
    payment_intent,
    amount: 3_000,
    amount_refunded,
  });

  it("take back in proportion, each part once, and in the end no more than was given", async () => {
    const tenant = await linkedTenant();
    const payment = await topUp(tenant);
    for (const [at, amount] of [
      [T, 1_000],
      [T, 1_000],
      [T + 20, 2_500],
      [T + 10, 1_500],
      [T + 30, 3_000],
    ] as const) {
      await act(eventOf("charge.refunded", charge(tenant, payment, amount), { created: at }));
    }
    expect((await ledgerOf(tenant)).map(({ amount }) => amount)).toEqual([1_000, -333, -500, -167]);
    expect(await accountOf(tenant)).toMatchObject({ balance: 0 });
  });

  it("are given back when the refund fails, and taken once more by the next one", async () => {
    const tenant = await linkedTenant();
    const payment = await topUp(tenant);
    const failed = { id: stripeId("re"), object: "refund", amount: 1_500, payment_intent: payment, charge: "ch_1" };
    await act(eventOf("refund.failed", failed, { created: T + 10 }));
    await act(eventOf("charge.refunded", charge(tenant, payment, 1_500), { created: T }));
    expect(await accountOf(tenant)).toMatchObject({ balance: 1_000 });
    await act(eventOf("charge.refunded", charge(tenant, payment, 1_500), { created: T + 20 }));
    expect(await accountOf(tenant)).toMatchObject({ balance: 500 });
  });

  it("of a guest's checkout take back by the payment alone", async () => {
    const tenant = await createTenant();
    const metadata = { credits: "100", organization_id: tenant.organizationId };
    const session = sessionOf({ id: stripeId("cs"), customer: null }, { amount_total: 3_000, metadata });
    const refund = { id: "ch_2", object: "charge", customer: null, payment_intent: session.payment_intent };
    const early = await act(eventOf("charge.refunded", { ...refund, amount: 3_000, amount_refunded: 1_500 }));
    expect(early).toMatchObject({ status: "parked" });
    await act(eventOf("checkout.session.completed", session));
    expect((await ledgerOf(tenant)).map(({ amount }) => amount)).toEqual([100, -50]);
    expect(await db.inboundEvent.findUnique({ where: { id: early.id } })).toMatchObject({ status: "handled" });
  });

  it("wait for the payment that they are of, by the invoice that it paid", async () => {
    const tenant = await linkedTenant();
    const [payment, invoiceId] = [stripeId("pi"), stripeId("in")];
    const dispute = disputeOf({ payment, amount: 24_900 });
    const early = await act(eventOf("charge.dispute.created", dispute));
    expect(early).toMatchObject({ status: "parked", organizationId: null });
    await act(
      eventOf("invoice_payment.paid", {
        id: "inpay_1",
        object: "invoice_payment",
        invoice: invoiceId,
        payment: { payment_intent: payment },
      }),
    );
    await act(eventOf("invoice.paid", invoiceOf({ id: invoiceId, customer: tenant.customer }, { credits: "800" })));
    expect((await ledgerOf(tenant)).map(({ amount, reason }) => [amount, reason])).toEqual([
      [800, "plan"],
      [-800, "dispute"],
    ]);
    const row = await db.inboundEvent.findUniqueOrThrow({ where: { id: early.id } });
    expect(row).toMatchObject({ status: "handled", organizationId: tenant.organizationId });
    await act(eventOf("charge.dispute.closed", { ...dispute, status: "won" }));
    expect(await accountOf(tenant)).toMatchObject({ balance: 800 });
  });

  it("leave everything as it is while a bank only asks, and when a dispute is lost that took already", async () => {
    const tenant = await linkedTenant();
    const payment = await topUp(tenant);
    const dispute = { id: stripeId("dp"), object: "dispute", amount: 3_000, payment_intent: payment };
    await act(eventOf("charge.dispute.created", { ...dispute, status: "warning_needs_response" }));
    expect(await accountOf(tenant)).toMatchObject({ balance: 1_000 });
    await act(eventOf("charge.dispute.closed", { ...dispute, status: "lost" }));
    await act(eventOf("charge.dispute.created", { ...dispute, status: "needs_response" }));
    expect(await accountOf(tenant)).toMatchObject({ balance: 0 });
  });
});
