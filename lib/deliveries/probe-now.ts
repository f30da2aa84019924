import { audit } from "@/lib/audit/audit";
import { authorize, type Context, seesWorkspace } from "@/lib/context";
import { db } from "@/lib/db/client";
import { requireAwake } from "@/lib/destinations/require-awake";
import { AppError, notFound } from "@/lib/errors";
import type { Prisma } from "@/prisma/generated/client";
import { wakeDestinations } from "./queue/queue";

/**
 * Has the next probe of a destination's open circuit breaker go now: the oldest delivery that waits for it is sent, due or
 * not, and counts in no limit of attempts. Says whether one waits; with none the next delivery that comes is the probe.
 * Throws forbidden, not_found, or conflict when the breaker is closed or the destination takes nothing at all.
 */
export async function probeNow(ctx: Context, input: { destinationId: string }): Promise<{ isWaiting: boolean }> {
  authorize(ctx, "webhooks:write");
  const { organizationId } = ctx;
  const destination = await db.destination.findFirst({
    where: { id: input.destinationId, organizationId, deletedAt: null },
  });
  if (!destination || (destination.workspaceId && !seesWorkspace(ctx, destination.workspaceId))) {
    throw notFound("destination");
  }
  requireAwake(destination);
  const { id, kind, name } = destination;
  const isWaiting = await db.$transaction(async (tx) => {
    const moved = await tx.$executeRaw`
      UPDATE destinations SET breaker_probe_at = date_trunc('milliseconds', now())
      WHERE id = ${id} AND organization_id = ${organizationId} AND breaker_opened_at IS NOT NULL`;
    if (moved === 0) {
      throw new AppError("conflict", `The circuit breaker of ${name} is closed: its deliveries go out.`);
    }
    await audit(ctx, { action: `${kind}.probed`, targetId: id, targetLabel: name }, tx);
    return hurryOldest(tx, { organizationId, destinationId: id });
  });
  await wakeDestinations([id]);
  return { isWaiting };
}

// A probe takes what is due. All that waits may have been given a later time by the schedule.
async function hurryOldest(
  tx: Prisma.TransactionClient,
  { organizationId, destinationId }: { organizationId: string; destinationId: string },
): Promise<boolean> {
  const hurried = await tx.$executeRaw`
    UPDATE deliveries SET due_at = least(due_at, date_trunc('milliseconds', now())) WHERE id = (
      SELECT id FROM deliveries
      WHERE destination_id = ${destinationId} AND organization_id = ${organizationId}
        AND status IN ('pending', 'retrying') AND due_at IS NOT NULL AND (leased_until IS NULL OR leased_until < now())
      ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED)`;
  return hurried > 0;
}
