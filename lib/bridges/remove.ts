import { authorize, type Context } from "@/lib/context";
import { afterwards } from "@/lib/db/afterwards";
import { cancelPendingOf } from "@/lib/deliveries/send/cancel-open";
import { changeDestination } from "@/lib/destinations/change";
import { notFound } from "@/lib/errors";
import { Prisma } from "@/prisma/generated/client";

/** Deletes a bridge and cancels what was still on its way. Its activity stays on record; `restoreBridge` takes it back. */
export async function removeBridge(ctx: Context, input: { bridgeId: string }): Promise<void> {
  authorize(ctx, "webhooks:write");
  const deleted = await changeDestination(ctx, {
    kind: "bridge",
    id: input.bridgeId,
    set: [Prisma.sql`deleted_at = now()`],
    audit: { action: "bridge.deleted" },
  });
  if (!deleted) throw notFound("bridge");
  const place = { organizationId: ctx.organizationId, destinationId: deleted.id };
  // What is left of them is cancelled when its turn comes.
  await afterwards("the end of a deleted bridge's deliveries", () =>
    cancelPendingOf({ ...place, reason: "The bridge was deleted." }),
  );
}

/** Takes a deletion back. Deliveries that it cancelled stay cancelled; each can be resent. */
export async function restoreBridge(ctx: Context, input: { bridgeId: string }): Promise<void> {
  authorize(ctx, "webhooks:write");
  const restored = await changeDestination(ctx, {
    kind: "bridge",
    id: input.bridgeId,
    isDeleted: true,
    set: [Prisma.sql`deleted_at = NULL`],
    audit: { action: "bridge.restored" },
  });
  if (!restored) throw notFound("bridge");
}
