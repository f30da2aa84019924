import { audit } from "@/lib/audit/audit";
import { authorize, type Context } from "@/lib/context";
import { db } from "@/lib/db/client";
import { requireAwake } from "@/lib/destinations/require-awake";
import { notFound } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { type Delivery, Prisma } from "@/prisma/generated/client";
import { requireDelivery } from "./cancel";
import { queueFirstAttempts } from "./queue/queue";
import { cancelOpen } from "./send/cancel-open";

/**
 * Sends a delivery's event to its destination again: a new delivery with the same `webhook-id` that points at the old
 * one, whose open attempts are cancelled. `within` takes part in the transaction. Throws forbidden, not_found, or conflict
 * when the destination takes nothing now.
 */
export async function resendDelivery(
  ctx: Context,
  input: { deliveryId: string },
  within: (tx: Prisma.TransactionClient, made: Delivery) => Promise<void> = async () => undefined,
): Promise<Delivery> {
  authorize(ctx, "webhooks:write");
  const old = await requireDelivery(ctx, input.deliveryId);
  const { organizationId } = ctx;
  const destination = await db.destination.findFirst({ where: { id: old.destinationId, organizationId } });
  if (!destination) throw notFound("delivery");
  requireAwake(destination);
  const made = await db.$transaction(async (tx) => {
    const which = Prisma.sql`d.id = ${old.id} AND d.organization_id = ${organizationId}`;
    await cancelOpen(tx, which, "Replaced by a resend.");
    const row = await tx.delivery.create({ data: { id: newId("delivery"), ...copied(old), origin: "resend" } });
    await audit(ctx, { action: "delivery.resent", targetId: old.id, changes: { resend: row.id } }, tx);
    await within(tx, row);
    return row;
  });
  await queueFirstAttempts([made]);
  return made;
}

function copied({ id, organizationId, workspaceId, destinationId, eventId, eventType }: Delivery) {
  return { organizationId, workspaceId, destinationId, eventId, eventType, resendOfId: id };
}
