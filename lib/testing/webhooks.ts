import { db } from "@/lib/db/client";
import { publishEvents } from "@/lib/deliveries/publish/publish";
import { createSubscription } from "@/lib/subscriptions/create";
import { exampleInput } from "./bridge";
import type { Tenant } from "./tenant";

const TYPE = "workroom.completed";
const PUBLISH_MAX = 100;

/** Where nobody answers. */
export const NOWHERE = "http://127.0.0.1:59999/hook";

/** A webhook that receives `workroom.completed`; `more` as the API takes it. Returns its id. */
export async function webhookTo(tenant: Tenant, url: string, more: Record<string, unknown> = {}): Promise<string> {
  return (await createSubscription(tenant.ctx, { url, events: [TYPE], ...more })).id;
}

/** Publishes so many `workroom.completed` events. Returns the ids of their deliveries, oldest first. */
export async function publishMany(tenant: Tenant, count = 1): Promise<string[]> {
  const known = new Set(await deliveryIds(tenant));
  for (let left = count; left > 0; left -= PUBLISH_MAX) {
    const events = Array.from({ length: Math.min(left, PUBLISH_MAX) }, () => exampleInput(tenant, TYPE));
    await publishEvents(tenant.ctx, events);
  }
  return (await deliveryIds(tenant)).filter((id) => !known.has(id));
}

async function deliveryIds({ organizationId }: Tenant): Promise<string[]> {
  const where = { organizationId, eventType: TYPE };
  const rows = await db.delivery.findMany({ where, select: { id: true }, orderBy: { id: "asc" } });
  return rows.map(({ id }) => id);
}

/** A delivery's row. */
export const deliveryRow = (id: string) => db.delivery.findUniqueOrThrow({ where: { id } });

/** A destination's row. */
export const webhookRow = (id: string) => db.destination.findUniqueOrThrow({ where: { id } });

/** A delivery's attempts, the first one first. */
export const attemptRows = (deliveryId: string) =>
  db.attempt.findMany({ where: { deliveryId }, orderBy: { number: "asc" } });
