import { db } from "@/lib/db/client";
import { AGAIN_MAX, handleAgain } from "@/lib/inbound/queue/again";
import { changeAccount } from "./account";

/** The organization that a customer of Stripe's is linked to. */
export async function organizationOfCustomer(customerId: string): Promise<string | undefined> {
  const where = { stripeCustomerId: customerId };
  const account = await db.billingAccount.findUnique({ where, select: { organizationId: true } });
  return account?.organizationId;
}

/**
 * Links a customer of Stripe's to an organization for good, and hands what waited for it to its handlers. Give an
 * organization that the holder of the API key named, never a payer. Returns why not, in plain words, where it is refused.
 */
export async function linkCustomer(organizationId: string, customerId: string): Promise<{ refused?: string }> {
  const organization = await db.organization.findUnique({ where: { id: organizationId }, select: { id: true } });
  if (!organization) return { refused: `metadata.organization_id names ${shown(organizationId)}, which is none here.` };
  const refused = await changeAccount(organizationId, async ({ tx, account }) => {
    if (account.stripeCustomerId === customerId) return undefined;
    if (account.stripeCustomerId && !account.customerDeletedAt) {
      return `${organizationId} is linked to the customer ${account.stripeCustomerId} already.`;
    }
    const taken = await tx.billingAccount.findUnique({ where: { stripeCustomerId: customerId } });
    if (taken) return `${customerId} is linked to another organization already.`;
    const data = { stripeCustomerId: customerId, customerDeletedAt: null };
    await tx.billingAccount.update({ where: { organizationId }, data });
    return undefined;
  });
  if (refused) return { refused };
  await releaseParked(customerId);
  return {};
}

/** Hands what waited for a customer to its handlers again. */
export async function releaseParked(customerId: string): Promise<void> {
  const where = { provider: "stripe", subject: customerId, status: "parked" };
  let released = AGAIN_MAX;
  while (released === AGAIN_MAX) released = await handleAgain(where);
}

/** Notes that Stripe has the customer no more: its organization may be linked to another. */
export async function forgetCustomer(organizationId: string, customerId: string, at: Date): Promise<void> {
  await changeAccount(organizationId, async ({ tx, account }) => {
    if (account.stripeCustomerId !== customerId || account.customerDeletedAt) return;
    await tx.billingAccount.update({ where: { organizationId }, data: { customerDeletedAt: at } });
  });
}

function shown(id: string): string {
  return id.length > 40 ? `${id.slice(0, 40)}…` : id;
}
