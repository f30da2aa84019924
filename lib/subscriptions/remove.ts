import { authorize, type Context } from "@/lib/context";
import { afterwards } from "@/lib/db/afterwards";
import { cancelPendingOf } from "@/lib/deliveries/send/cancel-open";
import { changeDestination } from "@/lib/destinations/change";
import { notFound } from "@/lib/errors";
import { Prisma } from "@/prisma/generated/client";
import { atVersion, type ExpectedVersions, requireVersion } from "./expected-version";
import { findSubscription } from "./find";
import { withinReachSql } from "./reach";

/**
 * Deletes a subscription and cancels what waits for it. Its activity stays on record for 30 days. Throws forbidden,
 * not_found, or precondition_failed where it is at none of `versions`.
 */
export async function removeSubscription(
  ctx: Context,
  input: { id: string },
  versions?: ExpectedVersions,
): Promise<void> {
  authorize(ctx, "webhooks:write");
  const { id } = input;
  requireVersion(await findSubscription(ctx, id), versions);
  const deleted = await changeDestination(ctx, {
    kind: "subscription",
    id,
    set: [Prisma.sql`deleted_at = now()`],
    expect: [...atVersion(versions), ...withinReachSql(ctx)],
    audit: { action: "subscription.deleted" },
  });
  if (!deleted) {
    requireVersion(await findSubscription(ctx, id), versions);
    throw notFound("webhook");
  }
  const { organizationId } = ctx;
  // What is left of them is cancelled when its turn comes.
  await afterwards("the end of a deleted webhook's deliveries", () =>
    cancelPendingOf({ organizationId, destinationId: id, reason: "Not sent: the webhook was deleted." }),
  );
}
