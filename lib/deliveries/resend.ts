import { authorize, type Context } from "@/lib/context";
import { db } from "@/lib/db";
import { notFound } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { audit } from "@/lib/organizations/audit";
import { cancelled, requireDelivery } from "./cancel";
import { queueFirstAttempts } from "./queue";
import { requireAwake } from "./require-awake";

/**
 * Sends a delivery's event to its destination again: a new delivery with the same `webhook-id` that points at the old
 * one, whose open attempts are cancelled. Throws forbidden, not_found, or conflict when the destination takes nothing now.
 */
export async function resendDelivery(ctx: Context, input: { deliveryId: string }): Promise<{ id: string }> {
  authorize(ctx, "webhooks:write");
  const old = await requireDelivery(ctx, input.deliveryId);
  const { organizationId } = ctx;
  const destination = await db.destination.findFirst({ where: { id: old.destinationId, organizationId } });
  if (!destination) throw notFound("delivery");
  requireAwake(destination);
  const id = newId("delivery");
  const { workspaceId, destinationId, eventId, eventType } = old;
  await db.$transaction([
    db.delivery.updateMany({
      where: { id: old.id, organizationId, status: { in: ["pending", "retrying"] } },
      data: cancelled("Replaced by a resend."),
    }),
    db.delivery.create({
      data: {
        id,
        organizationId,
        workspaceId,
        destinationId,
        eventId,
        eventType,
        origin: "resend",
        resendOfId: old.id,
      },
    }),
  ]);
  await audit(ctx, { action: "delivery.resent", targetId: old.id, changes: { resend: id } });
  await queueFirstAttempts([id]);
  return { id };
}
