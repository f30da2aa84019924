import { audit } from "@/lib/audit/audit";
import { clockNow } from "@/lib/clock";
import { authorize, type Context } from "@/lib/context";
import { db } from "@/lib/db/client";
import { viewFlow, whyNotNow } from "@/lib/destinations/flow-view";
import { requireAwake } from "@/lib/destinations/require-awake";
import { AppError, notFound } from "@/lib/errors";
import { requireDelivery } from "./cancel";
import { queueAttempts } from "./queue/queue";

/**
 * Makes the next attempt of a delivery fall due now. Throws forbidden, not_found, or conflict when it has ended, an
 * attempt is under way, or its destination takes nothing now: it is paused or disabled, its circuit breaker is open, or its
 * receiver asked for patience.
 */
export async function retryNow(ctx: Context, input: { deliveryId: string }): Promise<void> {
  authorize(ctx, "webhooks:write");
  const { id, destinationId } = await requireDelivery(ctx, input.deliveryId);
  const { organizationId } = ctx;
  const destination = await db.destination.findFirst({ where: { id: destinationId, organizationId } });
  if (!destination) throw notFound("delivery");
  requireAwake(destination);
  const now = new Date(clockNow());
  const reason = whyNotNow(viewFlow(destination), now.getTime());
  if (reason) throw new AppError("conflict", reason);
  const [moved] = await db.delivery.updateManyAndReturn({
    where: {
      id,
      organizationId,
      status: { in: ["pending", "retrying"] },
      OR: [{ leasedUntil: null }, { leasedUntil: { lt: now } }],
    },
    data: { dueAt: now },
    select: { attemptCount: true },
  });
  if (!moved) {
    throw new AppError("conflict", "This delivery has ended, or an attempt is under way. Resend it to send it again.");
  }
  await audit(ctx, { action: "delivery.retried", targetId: id });
  // The wake-up of the scheduled time finds this attempt made and does nothing.
  await queueAttempts([{ deliveryId: id, destinationId, attempt: moved.attemptCount }]);
}
