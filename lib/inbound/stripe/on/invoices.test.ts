import { describe, expect, it, vi } from "vitest";

vi.hoisted(() => {
  process.env.STRIPE_SECRET_KEY = "sk_test_of_tests";
  process.env.STRIPE_WEBHOOK_SECRET = "whsec_of0the0endpoint0in0tests";
  // Nobody listens there: everything has to come out right without an answer.
  process.env.STRIPE_API_URL = "http://127.0.0.1:9";
});

import { db } from "@/lib/db/client";
import { eventOf, invoiceOf, stripeId } from "../testing/events";
import { accountOf, act, ledgerOf, linkedTenant, publishedOf } from "../testing/world";

const T = 1_790_000_000;

describe("an invoice", () => {
  it("that was paid for a period gives its subscription's credits once, whatever its events are called", async () => {
    const tenant = await linkedTenant();
    const invoice = invoiceOf({ id: stripeId("in"), customer: tenant.customer }, { credits: "2000" });
    const first = await act(eventOf("invoice.paid", invoice));
    await act(eventOf("invoice.paid", invoice));
    expect(await ledgerOf(tenant)).toEqual([
      { amount: 2_000, reason: "plan", source: `invoice:${invoice.id}`, balanceAfter: 2_000 },
    ]);
    const [published, ...more] = await publishedOf(tenant);
    expect(more).toEqual([]);
    expect(published).toMatchObject({
      id: first.eventId,
      type: "billing.invoice_paid",
      data: { invoice: { id: invoice.id, amount: 24_900, currency: "eur" }, credits_granted: 2_000 },
    });
    expect(first).toMatchObject({ status: "handled", organizationId: tenant.organizationId });
  });

  it.each(["subscription_update", "manual", "subscription_threshold", "something_new"])(
    "for %s gives none",
    async (billing_reason) => {
      const tenant = await linkedTenant();
      const invoice = invoiceOf({ id: stripeId("in"), customer: tenant.customer }, { credits: "2000", billing_reason });
      const row = await act(eventOf("invoice.paid", invoice));
      expect(row.reason).toContain(billing_reason);
      expect(await ledgerOf(tenant)).toEqual([]);
      expect(await publishedOf(tenant)).toMatchObject([{ data: { credits_granted: 0 } }]);
    },
  );

  it.each([undefined, "", "-5", "12.5", "2,000", "1e3", "999999999999"])(
    "whose credits read %o gives none and says what to set",
    async (credits) => {
      const tenant = await linkedTenant();
      const row = await act(
        eventOf("invoice.paid", invoiceOf({ id: stripeId("in"), customer: tenant.customer }, { credits })),
      );
      expect(row.reason).toContain("Set metadata.credits of the subscription to a whole number");
      expect(await ledgerOf(tenant)).toEqual([]);
    },
  );

  it("gives credits a unit where the subscription says so, prorated lines aside", async () => {
    const tenant = await linkedTenant();
    const invoice = invoiceOf(
      { id: stripeId("in"), customer: tenant.customer },
      {
        parent: { subscription_details: { metadata: { credits: "100", credits_per: "unit" } } },
        lines: { data: [{ quantity: 5 }, { quantity: 3, parent: { subscription_item_details: { proration: true } } }] },
      },
    );
    await act(eventOf("invoice.paid", invoice));
    expect(await accountOf(tenant)).toMatchObject({ balance: 500 });
  });

  it("is read in the shape of before 2025-03-31 too", async () => {
    const tenant = await linkedTenant();
    const invoice = invoiceOf(
      { id: stripeId("in"), customer: tenant.customer },
      { parent: null, subscription_details: { metadata: { credits: "70" } } },
    );
    await act(eventOf("invoice.paid", invoice, { api_version: "2024-06-20" }));
    expect(await accountOf(tenant)).toMatchObject({ balance: 70 });
  });

  it("that failed is told once a try, and never again once it is paid", async () => {
    const tenant = await linkedTenant();
    const named = { id: stripeId("in"), customer: tenant.customer };
    const open = invoiceOf(named, { status: "open", amount_paid: 0, next_payment_attempt: T + 86_400 });
    const first = await act(eventOf("invoice.payment_failed", open, { created: T }));
    await act(eventOf("invoice.payment_failed", open, { created: T }));
    await act(eventOf("invoice.paid", invoiceOf(named), { created: T + 60 }));
    const late = await act(eventOf("invoice.payment_failed", { ...open, attempt_count: 2 }, { created: T + 30 }));
    const voided = await act(eventOf("invoice.voided", { ...open, status: "void" }, { created: T + 90 }));
    expect([late.status, late.eventId, voided.reason]).toEqual(["ignored", null, "The invoice is paid."]);
    expect(await publishedOf(tenant)).toMatchObject([
      { id: first.eventId, type: "billing.payment_failed", data: { attempt_count: 1, reason: null } },
      { type: "billing.invoice_paid" },
    ]);
    expect(await db.billingInvoice.findUnique({ where: { id: named.id } })).toMatchObject({ status: "paid" });
  });

  it("says what it asks for, and what Stripe could not do", async () => {
    const { customer } = await linkedTenant();
    const draft = invoiceOf(
      { id: stripeId("in"), customer },
      { status: "draft", last_finalization_error: { message: "The tax location is missing." } },
    );
    const failed = await act(eventOf("invoice.finalization_failed", draft));
    expect(failed.reason).toContain("The tax location is missing.");
    const asks = await act(eventOf("invoice.payment_action_required", { ...draft, status: "open" }));
    expect(asks.reason).toContain("confirm");
    const written = await act(eventOf("invoice.marked_uncollectible", { ...draft, status: "uncollectible" }));
    expect(written.reason).toBe("The invoice is uncollectible.");
  });
});

it("says what it does not understand instead of trying for ever", async () => {
  const row = await act(eventOf("invoice.paid", { id: "in_1", object: "invoice", customer: "cus_1" }));
  expect(row).toMatchObject({ status: "ignored", attemptCount: 1 });
  expect(row.reason).toContain("amount_paid, in Stripe's API version 2026-10-28.endive");
});
