import type Stripe from "stripe";
import { audit } from "@/lib/audit/audit";
import { authorize, type Context } from "@/lib/context";
import { db } from "@/lib/db/client";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { linkCustomer } from "./customer";
import { eventIdOf } from "./event-id";
import { stripeClient } from "./stripe-client";
import { stripeTrouble } from "./stripe-trouble";

/**
 * A session of Stripe's own portal, where plan, cards and invoices are managed. The first time it makes the organization's
 * customer at Stripe and links it. Throws forbidden, or conflict with what Stripe would not do and how to fix it.
 * https://docs.stripe.com/customer-management/integrate-customer-portal
 */
export async function openPortal(ctx: Context): Promise<{ url: string }> {
  authorize(ctx, "organization:manage");
  const client = stripeClient();
  if (!client) throw new AppError("conflict", "Stripe is not set up. Set STRIPE_SECRET_KEY and STRIPE_WEBHOOK_SECRET.");
  try {
    const customer = (await liveCustomer(ctx)) ?? (await makeCustomer(ctx, client));
    const return_url = new URL("/settings/organization/billing", env().APP_URL).href;
    const { url } = await client.billingPortal.sessions.create({ customer, return_url });
    await audit(ctx, { action: "billing.portal_opened", targetId: customer, targetLabel: "Stripe's portal" });
    return { url };
  } catch (error) {
    throw stripeTrouble(error) ?? error;
  }
}

async function liveCustomer({ organizationId }: Context): Promise<string | undefined> {
  const account = await db.billingAccount.findUnique({ where: { organizationId } });
  return account?.customerDeletedAt ? undefined : (account?.stripeCustomerId ?? undefined);
}

async function makeCustomer(ctx: Context, client: Stripe): Promise<string> {
  const { organizationId } = ctx;
  const { name } = await db.organization.findUniqueOrThrow({ where: { id: organizationId }, select: { name: true } });
  const account = await db.billingAccount.findUnique({ where: { organizationId } });
  const customer = await client.customers.create(
    { name, metadata: { organization_id: organizationId } },
    // Two presses make one customer, and another one only after that was deleted.
    { idempotencyKey: eventIdOf("customer", organizationId, account?.stripeCustomerId ?? "", name) },
  );
  await linkCustomer(organizationId, customer.id);
  // Somebody may have linked another meanwhile: that one counts.
  return (await liveCustomer(ctx)) ?? customer.id;
}
