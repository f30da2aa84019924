import { audit } from "@/lib/audit/audit";
import { authorize, type Context } from "@/lib/context";
import { db } from "@/lib/db/client";
import { cancelPendingOf } from "@/lib/deliveries/send/cancel-open";
import { notFound } from "@/lib/errors";
import { findSubscription, subscriptionScope } from "./find";

/** Deletes a subscription and cancels what waits for it. Its activity stays on record for 30 days. Throws forbidden or not_found. */
export async function removeSubscription(ctx: Context, input: { id: string }): Promise<void> {
  authorize(ctx, "webhooks:write");
  const { id, name } = await findSubscription(ctx, input.id);
  await db.$transaction(async (tx) => {
    const { count } = await tx.destination.updateMany({
      where: { ...subscriptionScope(ctx), id },
      data: { deletedAt: new Date() },
    });
    if (count === 0) throw notFound("webhook");
    await audit(ctx, { action: "subscription.deleted", targetId: id, targetLabel: name }, tx);
  });
  const { organizationId } = ctx;
  await cancelPendingOf({ organizationId, destinationId: id, reason: "Not sent: the webhook was deleted." });
}
