import { audit } from "@/lib/audit/audit";
import { authorize, type Context } from "@/lib/context";
import { db } from "@/lib/db/client";
import { cancelPendingOf } from "@/lib/deliveries/send/cancel-open";
import { notFound } from "@/lib/errors";
import { bridgeScope, findBridge } from "./scope";

/** Deletes a bridge and cancels what was still on its way. Its activity stays on record; `restoreBridge` takes it back. */
export async function removeBridge(ctx: Context, input: { bridgeId: string }): Promise<void> {
  authorize(ctx, "webhooks:write");
  const row = await findBridge(ctx, input.bridgeId);
  await db.$transaction(async (tx) => {
    const where = { ...bridgeScope(ctx), id: row.id, deletedAt: null };
    const { count } = await tx.destination.updateMany({ where, data: { deletedAt: new Date() } });
    if (count === 0) throw notFound("bridge");
    await audit(ctx, { action: "bridge.deleted", targetId: row.id, targetLabel: row.name }, tx);
  });
  await cancelPendingOf({
    organizationId: ctx.organizationId,
    destinationId: row.id,
    reason: "The bridge was deleted.",
  });
}

/** Takes a deletion back. Deliveries that it cancelled stay cancelled; each can be resent. */
export async function restoreBridge(ctx: Context, input: { bridgeId: string }): Promise<void> {
  authorize(ctx, "webhooks:write");
  const where = { ...bridgeScope(ctx), id: input.bridgeId, deletedAt: { not: null } };
  const row = await db.destination.findFirst({ where, select: { id: true, name: true } });
  if (!row) throw notFound("bridge");
  await db.$transaction(async (tx) => {
    await tx.destination.updateMany({ where, data: { deletedAt: null } });
    await audit(ctx, { action: "bridge.restored", targetId: row.id, targetLabel: row.name }, tx);
  });
}
