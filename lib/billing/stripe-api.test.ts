import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { startSink } from "@/lib/testing/sink";

// Stripe's API, as far as it is asked; everything is imported once its address is known.
const stripe = await startSink();
Object.assign(process.env, {
  STRIPE_SECRET_KEY: "rk_test_of_tests",
  STRIPE_WEBHOOK_SECRET: "whsec_of0the0endpoint0in0tests",
  STRIPE_API_URL: new URL(stripe.url).origin,
});
const { ROLE_PERMISSIONS } = await import("@/lib/context");
const { db } = await import("@/lib/db/client");
const { openPortal } = await import("./portal");
const { createTenant } = await import("@/lib/testing/tenant");
const { accountOf, act, ledgerOf, linkedTenant, publishedOf } = await import("@/lib/inbound/stripe/testing/world");
const { eventOf, invoiceOf, stripeId, subscriptionOf } = await import("@/lib/inbound/stripe/testing/events");

afterAll(() => stripe.close());
beforeEach(() => stripe.clear());

const T = 1_790_000_000;
const json = (body: unknown, status = 200) => ({
  status,
  headers: { "content-type": "application/json" },
  body: JSON.stringify(body),
});
const asked = () => stripe.requests.map(({ method, path }) => `${method} ${path}`);

describe("two reports of one second that contradict each other", () => {
  it("are settled by what Stripe answers", async () => {
    const tenant = await linkedTenant();
    const named = { id: stripeId("sub"), customer: tenant.customer };
    await act(eventOf("customer.subscription.updated", subscriptionOf(named, { status: "past_due" }), { created: T }));
    expect(asked()).toEqual([]);
    stripe.answer(json(subscriptionOf(named, { status: "active", metadata: { plan: "Pro" } })));
    await act(eventOf("customer.subscription.updated", subscriptionOf(named, { status: "unpaid" }), { created: T }));
    expect(asked()).toEqual([`GET /v1/subscriptions/${named.id}`]);
    expect(await accountOf(tenant)).toMatchObject({ subscriptionStatus: "active", plan: "Pro" });
  });
});

it("asks why a payment failed, and what a refunded payment paid for", async () => {
  const tenant = await linkedTenant();
  const named = { id: stripeId("in"), customer: tenant.customer };
  const payment_intent = { id: stripeId("pi"), last_payment_error: { message: "Your card was declined." } };
  const listed = [{ id: "inpay_1", invoice: named.id, payment: { type: "payment_intent", payment_intent } }];
  stripe.answer(json({ object: "list", data: listed, has_more: false, url: "/v1/invoice_payments" }));
  await act(eventOf("invoice.payment_failed", invoiceOf(named, { status: "open" })));
  expect(await publishedOf(tenant)).toMatchObject([{ data: { reason: "Your card was declined." } }]);
  await act(eventOf("invoice.paid", invoiceOf(named, { credits: "100" })));
  const charge = { id: "ch_1", object: "charge", customer: tenant.customer, payment_intent: payment_intent.id };
  await act(eventOf("charge.refunded", { ...charge, amount: 24_900, amount_refunded: 12_450 }));
  expect((await ledgerOf(tenant)).map(({ amount }) => amount)).toEqual([100, -50]);
});

describe("Stripe's portal", () => {
  it("opens for the linked customer", async () => {
    const tenant = await linkedTenant();
    stripe.answer(
      json({ id: "bps_1", object: "billing_portal.session", url: "https://billing.stripe.com/p/session/1" }),
    );
    expect(await openPortal(tenant.ctx)).toEqual({ url: "https://billing.stripe.com/p/session/1" });
    const [request] = stripe.requests;
    const sent = new URLSearchParams(request?.body.toString());
    expect(Object.fromEntries(sent)).toEqual({
      customer: tenant.customer,
      return_url: "http://localhost:3000/settings/organization/billing",
    });
    expect(request?.headers.authorization).toBe("Bearer rk_test_of_tests");
  });

  it("makes the customer at first, names the organization in it, and links it", async () => {
    const tenant = await createTenant();
    const customer = stripeId("cus");
    stripe.answer(json({ id: customer, object: "customer", url: "https://billing.stripe.com/p/session/2" }));
    await openPortal(tenant.ctx);
    await openPortal(tenant.ctx);
    expect(asked()).toEqual([
      "POST /v1/customers",
      "POST /v1/billing_portal/sessions",
      "POST /v1/billing_portal/sessions",
    ]);
    const sent = new URLSearchParams(stripe.requests[0]?.body.toString());
    expect(sent.get("metadata[organization_id]")).toBe(tenant.organizationId);
    expect(await accountOf(tenant)).toMatchObject({ stripeCustomerId: customer });
  });

  it.each([
    [
      401,
      { type: "invalid_request_error", message: "Invalid API Key provided: rk_test_**sts" },
      "does not accept STRIPE_SECRET_KEY",
    ],
    [
      403,
      { type: "invalid_request_error", message: "The key rk_test_x lacks rak_customer_write" },
      "is a restricted key",
    ],
    [429, { type: "rate_limit_error", message: "Too many" }, "is busy"],
    [
      400,
      { type: "invalid_request_error", message: "Save your portal settings first." },
      "Stripe said: Save your portal",
    ],
    [
      400,
      { type: "invalid_request_error", code: "resource_missing", param: "customer", message: "No such" },
      "does not know",
    ],
    [500, { type: "api_error", message: "oops" }, "Something went wrong at Stripe"],
  ])("says in a sentence what a %i means: %o", async (status, error, words) => {
    const tenant = await linkedTenant();
    stripe.answer(json({ error }, status));
    const refusal = await openPortal(tenant.ctx).catch((thrown: Error) => thrown);
    expect(refusal).toMatchObject({ code: "conflict", message: expect.stringContaining(words) });
    expect(JSON.stringify(refusal)).not.toContain("rk_test");
  });

  it("is for owners and admins", async () => {
    const { ctx, organizationId } = await createTenant();
    const member = { ...ctx, permissions: ROLE_PERMISSIONS.member };
    await expect(openPortal(member)).rejects.toMatchObject({ code: "forbidden" });
    expect(await db.billingAccount.count({ where: { organizationId } })).toBe(0);
    expect(asked()).toEqual([]);
  });
});
