import { db } from "@/lib/db/client";
import { inboundRoute } from "@/lib/http/inbound-route";
import { processInbound } from "@/lib/inbound/process";
import { createTenant, type Tenant } from "@/lib/testing/tenant";
import { stripeReceiver } from "../receiver";
import { requestOf, type SentEvent, stripeId } from "./events";

/** An organization with a customer at Stripe that it is linked to. */
export type StripeTenant = Tenant & { customer: string };

export async function linkedTenant(): Promise<StripeTenant> {
  const tenant = await createTenant();
  const customer = stripeId("cus");
  const { organizationId } = tenant;
  await db.billingAccount.create({ data: { organizationId, stripeCustomerId: customer } });
  return { ...tenant, customer };
}

const post = inboundRoute(stripeReceiver);

/** Sends events one after the other, over the route itself. */
export async function send(...events: readonly SentEvent[]): Promise<Response[]> {
  const answers: Response[] = [];
  for (const event of events) answers.push(await post(requestOf(JSON.stringify(event))));
  return answers;
}

/** Runs the handlers of whatever waits, until nothing does: what one of them hands to others included. */
export async function settle(): Promise<void> {
  for (let round = 0; round < 10; round++) {
    const where = { provider: "stripe", status: "received" };
    const waiting = await db.inboundEvent.findMany({ where, select: { id: true } });
    if (waiting.length === 0) return;
    await processInbound(waiting.map(({ id }) => id));
  }
}

/** Sends an event, runs its handler, and answers with its row. */
export async function act(event: SentEvent) {
  await send(event);
  await settle();
  return db.inboundEvent.findFirstOrThrow({ where: { provider: "stripe", externalId: event.id } });
}

/** An organization's ledger, the oldest entry first. */
export async function ledgerOf({ organizationId }: Tenant) {
  const entries = await db.creditEntry.findMany({ where: { organizationId }, orderBy: { id: "asc" } });
  return entries.map(({ amount, reason, source, balanceAfter }) => ({ amount, reason, source, balanceAfter }));
}

/** What an organization's account says. */
export async function accountOf({ organizationId }: Tenant) {
  return db.billingAccount.findUniqueOrThrow({ where: { organizationId } });
}

/** The events that were published for an organization, as type and data, the oldest first. */
export async function publishedOf({ organizationId }: Tenant) {
  const events = await db.event.findMany({
    where: { organizationId },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
  return events.map(({ id, type, data }) => ({ id, type, data: JSON.parse(data) }));
}
