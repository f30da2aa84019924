import { linkCustomer, organizationOfCustomer, releaseParked } from "@/lib/billing/customer";
import { db, sqlPool } from "@/lib/db/client";
import type { HandlerResult, ParkedSpan } from "@/lib/inbound/receiver/define-receiver";
import type { InboundEvent } from "@/prisma/generated/client";

export type Owner = { organizationId: string } | { nobody: HandlerResult };

/**
 * Whose an object is: its customer's organization, or at first the one that its metadata names, which only the holder of
 * the API key can write; the customer is linked to it for good. Otherwise what to answer: the event waits for the link.
 */
export async function ownerOf(
  { row }: { row: Pick<InboundEvent, "attemptCount"> },
  customer: string | undefined,
  metadata: Record<string, string> = {},
): Promise<Owner> {
  const named = metadata.organization_id?.trim();
  if (!customer) return named ? guestOf(named) : nobody("ignored", "It names no customer, and no organization.");
  const linked = await organizationOfCustomer(customer);
  if (linked) {
    // A crash between the link and this has kept them waiting.
    if (row.attemptCount > 1) await releaseParked(customer);
    return { organizationId: linked };
  }
  if (!named) return nobody("parked", `No organization is linked to the customer ${customer} yet.`);
  const { refused } = await linkCustomer(named, customer);
  return refused ? nobody("parked", `The customer ${customer} was not linked: ${refused}`) : { organizationId: named };
}

/** Whether somebody here owns what an event's `subject` names: a customer, or a payment. */
export async function isOwned(subject: string): Promise<boolean> {
  if (await organizationOfCustomer(subject)) return true;
  const payment = await db.billingPayment.findUnique({ where: { id: subject }, select: { organizationId: true } });
  return Boolean(payment?.organizationId);
}

/** The ids of parked events for whose `subject` that holds by now. */
export async function ownedParked({ since, until, max }: ParkedSpan): Promise<string[]> {
  const { rows } = await sqlPool().query<{ id: string }>(OWNED_PARKED, [since, until, max]);
  return rows.map(({ id }) => id);
}

// A checkout without a customer: nothing to link, and yet it is known whose it is.
async function guestOf(organizationId: string): Promise<Owner> {
  const found = await db.organization.findUnique({ where: { id: organizationId }, select: { id: true } });
  return found ? { organizationId } : nobody("ignored", "metadata.organization_id names no organization here.");
}

function nobody(status: "ignored" | "parked", reason: string): Owner {
  return { nobody: { status, reason } };
}

const PARKED = "e.provider = 'stripe' AND e.status = 'parked' AND e.processed_at BETWEEN $1 AND $2";

// Joins, so that PostgreSQL may begin at the side with fewer rows: those that wait for ever may be many.
const OWNED_PARKED = `
  SELECT e.id FROM billing_accounts o JOIN inbound_events e ON e.subject = o.stripe_customer_id WHERE ${PARKED}
  UNION ALL
  SELECT e.id FROM billing_payments o JOIN inbound_events e ON e.subject = o.id
  WHERE o.organization_id IS NOT NULL AND ${PARKED}
  LIMIT $3`;
