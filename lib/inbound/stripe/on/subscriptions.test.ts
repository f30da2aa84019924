import { describe, expect, it, vi } from "vitest";

vi.hoisted(() => {
  process.env.STRIPE_SECRET_KEY = "sk_test_of_tests";
  process.env.STRIPE_WEBHOOK_SECRET = "whsec_of0the0endpoint0in0tests";
  // Nobody listens there: everything has to come out right without an answer.
  process.env.STRIPE_API_URL = "http://127.0.0.1:9";
});

import { db } from "@/lib/db/client";
import { eventOf, stripeId, subscriptionOf } from "../testing/events";
import { accountOf, act, linkedTenant, publishedOf } from "../testing/world";

const T = 1_790_000_000;

describe("a subscription", () => {
  it("tells the plan and its period, and is published when that changes", async () => {
    const tenant = await linkedTenant();
    const named = { id: stripeId("sub"), customer: tenant.customer };
    await act(eventOf("customer.subscription.created", subscriptionOf(named, { status: "trialing" }), { created: T }));
    const renewed = subscriptionOf(named, { cancel_at: 1_792_592_000 });
    const row = await act(eventOf("customer.subscription.updated", renewed, { created: T + 5 }));
    await act(eventOf("customer.subscription.updated", renewed, { created: T + 5 }));
    expect(await accountOf(tenant)).toMatchObject({
      subscriptionId: named.id,
      subscriptionStatus: "active",
      plan: "Studio",
      periodEnd: new Date(1_792_592_000_000),
      cancelAtPeriodEnd: true,
    });
    const [, second, ...more] = await publishedOf(tenant);
    expect(more).toEqual([]);
    expect(second).toEqual({
      id: row.eventId,
      type: "billing.subscription_updated",
      data: {
        subscription: {
          id: named.id,
          status: "active",
          plan: "Studio",
          current_period_end: new Date(1_792_592_000_000).toISOString(),
          cancel_at_period_end: true,
        },
        previous_status: "trialing",
      },
    });
  });

  it("is not changed by what is older, and never comes back once it was canceled", async () => {
    const tenant = await linkedTenant();
    const named = { id: stripeId("sub"), customer: tenant.customer };
    await act(
      eventOf("customer.subscription.updated", subscriptionOf(named, { status: "past_due" }), { created: T + 5 }),
    );
    const older = await act(eventOf("customer.subscription.updated", subscriptionOf(named), { created: T }));
    expect(older).toMatchObject({ status: "ignored", reason: "Something newer is known of this subscription." });
    await act(
      eventOf("customer.subscription.deleted", subscriptionOf(named, { status: "canceled" }), { created: T + 6 }),
    );
    await act(eventOf("customer.subscription.resumed", subscriptionOf(named), { created: T + 99 }));
    expect(await accountOf(tenant)).toMatchObject({ subscriptionStatus: "canceled" });
    const next = { id: stripeId("sub"), customer: tenant.customer };
    await act(eventOf("customer.subscription.created", subscriptionOf(next, { created: T + 7 }), { created: T + 7 }));
    expect(await accountOf(tenant)).toMatchObject({ subscriptionId: next.id, subscriptionStatus: "active" });
  });

  it("names its plan as somebody wrote it for people, or by its price", async () => {
    const tenant = await linkedTenant();
    const priced = (price: Record<string, unknown>, metadata = {}) =>
      subscriptionOf(
        { id: stripeId("sub"), customer: tenant.customer },
        { metadata, items: { data: [{ price: { id: "price_1", ...price } }] } },
      );
    const plans: (string | null)[] = [];
    for (const subscription of [
      priced({ nickname: "Nick" }, { plan: "Written" }),
      priced({ nickname: "Nick", lookup_key: "key" }),
      priced({ lookup_key: "key" }),
      priced({ product: { id: "prod_1", name: "Product" } }),
      priced({ product: "prod_1" }),
    ]) {
      await act(eventOf("customer.subscription.created", subscription));
      plans.push((await db.billingSubscription.findUniqueOrThrow({ where: { id: subscription.id } })).plan);
    }
    expect(plans).toEqual(["Written", "Nick", "key", "Product", "price_1"]);
  });
});
