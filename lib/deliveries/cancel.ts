import { authorize, type Context, seesWorkspace } from "@/lib/context";
import { db } from "@/lib/db";
import { AppError, notFound } from "@/lib/errors";
import { audit } from "@/lib/organizations/audit";

const OPEN = { in: ["pending", "retrying"] };

/**
 * Cancels what is left of a delivery. An attempt that is under way still ends on record, and when it delivers the
 * delivery counts as delivered. Throws forbidden, not_found, or conflict when it has ended already.
 */
export async function cancelDelivery(ctx: Context, input: { deliveryId: string }): Promise<void> {
  authorize(ctx, "webhooks:write");
  const delivery = await requireDelivery(ctx, input.deliveryId);
  const { count } = await db.delivery.updateMany({
    where: { id: delivery.id, organizationId: ctx.organizationId, status: OPEN },
    data: cancelled(`Cancelled by ${ctx.actor.label}.`),
  });
  if (count === 0) throw new AppError("conflict", "This delivery has ended already: there is nothing left to cancel.");
  await audit(ctx, { action: "delivery.cancelled", targetId: delivery.id });
}

/** Cancels everything that is still to be sent to a destination. Returns how many. */
export async function cancelPendingOf(input: {
  organizationId: string;
  destinationId: string;
  reason: string;
}): Promise<number> {
  const { organizationId, destinationId, reason } = input;
  const { count } = await db.delivery.updateMany({
    where: { organizationId, destinationId, status: OPEN },
    data: cancelled(reason),
  });
  return count;
}

/** What a delivery becomes when it is cancelled. */
export function cancelled(summary: string) {
  return { status: "cancelled", summary, dueAt: null, endedAt: new Date() };
}

/** A delivery that the actor may see, with what the verbs on it need. Throws not_found. */
export async function requireDelivery(ctx: Context, deliveryId: string) {
  const delivery = await db.delivery.findFirst({ where: { id: deliveryId, organizationId: ctx.organizationId } });
  if (!delivery || !seesWorkspace(ctx, delivery.workspaceId)) throw notFound("delivery");
  return delivery;
}
