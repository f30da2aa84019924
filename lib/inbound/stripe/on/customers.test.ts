import { describe, expect, it, vi } from "vitest";

vi.hoisted(() => {
  process.env.STRIPE_SECRET_KEY = "sk_test_of_tests";
  process.env.STRIPE_WEBHOOK_SECRET = "whsec_of0the0endpoint0in0tests";
  // Nobody listens there: everything has to come out right without an answer.
  process.env.STRIPE_API_URL = "http://127.0.0.1:9";
});

import { db } from "@/lib/db/client";
import { newId } from "@/lib/ids";
import { sweepInbound } from "@/lib/inbound/sweep";
import { createTenant } from "@/lib/testing/tenant";
import { HOUR_MS, MINUTE_MS } from "@/lib/time";
import { disputeOf, eventOf, invoiceOf, sessionOf, stripeId, subscriptionOf } from "../testing/events";
import { accountOf, act, linkedTenant, send, settle } from "../testing/world";

describe("a customer", () => {
  it("that nobody is linked to lets its events wait, and linking it has them handled", async () => {
    const tenant = await createTenant();
    const customer = stripeId("cus");
    const invoice = invoiceOf({ id: stripeId("in"), customer }, { credits: "300" });
    const early = await act(eventOf("invoice.paid", invoice));
    expect(early).toMatchObject({
      status: "parked",
      reason: `No organization is linked to the customer ${customer} yet.`,
    });
    const named = { organization_id: tenant.organizationId };
    await act(
      eventOf("customer.subscription.created", subscriptionOf({ id: stripeId("sub"), customer }, { metadata: named })),
    );
    expect(await db.inboundEvent.findUnique({ where: { id: early.id } })).toMatchObject({
      status: "handled",
      reason: null,
    });
    expect(await accountOf(tenant)).toMatchObject({ stripeCustomerId: customer, balance: 300 });
  });

  it("is never linked by what a payer can write", async () => {
    const { organizationId } = await createTenant();
    const session = sessionOf(
      { id: stripeId("cs"), customer: stripeId("cus") },
      { client_reference_id: organizationId },
    );
    expect(await act(eventOf("checkout.session.completed", session))).toMatchObject({ status: "parked" });
    expect(await db.billingAccount.count({ where: { organizationId } })).toBe(0);
  });

  it("is not linked to an organization that has another, that is none, or while it is somebody else's", async () => {
    const tenant = await linkedTenant();
    const said = async (customer: string, organization_id: string) => {
      const object = { id: customer, object: "customer", metadata: { organization_id } };
      return (await act(eventOf("customer.updated", object))).reason;
    };
    expect(await said(stripeId("cus"), tenant.organizationId)).toContain(
      `linked to the customer ${tenant.customer} already`,
    );
    expect(await said(stripeId("cus"), newId("organization"))).toContain("which is none here");
    const other = await createTenant();
    await said(tenant.customer, other.organizationId);
    expect(await db.billingAccount.count({ where: { organizationId: other.organizationId } })).toBe(0);
  });

  it("that was deleted still owns its late events, and makes room for another", async () => {
    const tenant = await linkedTenant();
    await act(eventOf("customer.deleted", { id: tenant.customer, object: "customer", metadata: {} }));
    await act(eventOf("invoice.paid", invoiceOf({ id: stripeId("in"), customer: tenant.customer }, { credits: "10" })));
    expect(await accountOf(tenant)).toMatchObject({ balance: 10 });
    const next = stripeId("cus");
    const object = { id: next, object: "customer", metadata: { organization_id: tenant.organizationId } };
    await act(eventOf("customer.created", object));
    expect(await accountOf(tenant)).toMatchObject({ stripeCustomerId: next, customerDeletedAt: null });
  });

  it("whose events are linked and parked at once loses none of them", async () => {
    const tenant = await createTenant();
    const customer = stripeId("cus");
    const metadata = { organization_id: tenant.organizationId, credits: "1" };
    const events = Array.from({ length: 30 }, (_, n) =>
      n % 10 === 9
        ? eventOf("checkout.session.completed", sessionOf({ id: stripeId("cs"), customer }, { metadata }))
        : eventOf("invoice.paid", invoiceOf({ id: stripeId("in"), customer }, { credits: "1" })),
    );
    await send(...events);
    await settle();
    expect(await accountOf(tenant)).toMatchObject({ balance: 30 });
    expect(await db.inboundEvent.count({ where: { subject: customer, status: "parked" } })).toBe(0);
  });

  it("who was linked while its event was being parked has it swept up, should a crash come before that is seen", async () => {
    const { organizationId } = await createTenant();
    const [customer, stranger] = [stripeId("cus"), stripeId("cus")];
    const park = (of: string) =>
      act(eventOf("invoice.paid", invoiceOf({ id: stripeId("in"), customer: of }, { credits: "3" })));
    const [early, older, strangers] = [await park(customer), await park(customer), await park(stranger)];
    await db.inboundEvent.update({
      where: { id: older.id },
      data: { processedAt: new Date(Date.now() - 7 * HOUR_MS) },
    });
    await db.billingAccount.create({ data: { organizationId, stripeCustomerId: customer } });
    const statuses = async () => {
      await settle();
      const ids = [early, older, strangers].map(({ id }) => id);
      const rows = await db.inboundEvent.findMany({ where: { id: { in: ids } }, orderBy: { id: "asc" } });
      return rows.map(({ status }) => status);
    };

    // Whoever has just parked it may be about to look.
    await sweepInbound();
    expect(await statuses()).toEqual(["parked", "parked", "parked"]);
    expect(await sweepInbound({ now: new Date(Date.now() + MINUTE_MS) })).toBe(1);
    expect(await statuses()).toEqual(["handled", "parked", "parked"]);
    expect(await db.billingAccount.findUnique({ where: { organizationId } })).toMatchObject({ balance: 3 });
    expect(await sweepInbound({ now: new Date(Date.now() + MINUTE_MS) })).toBe(0);
  });

  it("is not needed for a payment's event to be swept up likewise, once the payment has an owner", async () => {
    const { organizationId } = await createTenant();
    const payment = stripeId("pi");
    const early = await act(eventOf("charge.dispute.created", disputeOf({ payment, amount: 100 })));
    expect(early).toMatchObject({ status: "parked", subject: payment });
    await db.billingPayment.update({ where: { id: payment }, data: { organizationId } });
    expect(await sweepInbound({ graceMs: 0 })).toBe(1);
    await settle();
    expect(await db.inboundEvent.findUnique({ where: { id: early.id } })).toMatchObject({
      status: "handled",
      organizationId,
    });
  });
});
