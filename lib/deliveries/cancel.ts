import { audit } from "@/lib/audit/audit";
import { authorize, type Context, seesWorkspace } from "@/lib/context";
import { db } from "@/lib/db/client";
import { AppError, notFound } from "@/lib/errors";
import { Prisma } from "@/prisma/generated/client";
import { cancelOpen } from "./send/cancel-open";

/**
 * Cancels what is left of a delivery. An attempt that is under way still ends on record, and when it delivers the
 * delivery counts as delivered. Throws forbidden, not_found, or conflict when it has ended already.
 */
export async function cancelDelivery(ctx: Context, input: { deliveryId: string }): Promise<void> {
  authorize(ctx, "webhooks:write");
  const delivery = await requireDelivery(ctx, input.deliveryId);
  const which = Prisma.sql`d.id = ${delivery.id} AND d.organization_id = ${ctx.organizationId}`;
  const count = await cancelOpen(db, which, `Cancelled by ${ctx.actor.label}.`);
  if (count === 0) throw new AppError("conflict", "This delivery has ended already: there is nothing left to cancel.");
  await audit(ctx, { action: "delivery.cancelled", targetId: delivery.id });
}

/** A delivery that the actor may see, with what the verbs on it need. Throws not_found. */
export async function requireDelivery(ctx: Context, deliveryId: string) {
  const delivery = await db.delivery.findFirst({ where: { id: deliveryId, organizationId: ctx.organizationId } });
  if (!delivery || !seesWorkspace(ctx, delivery.workspaceId)) throw notFound("delivery");
  return delivery;
}
