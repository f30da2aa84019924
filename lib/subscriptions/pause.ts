import { audit } from "@/lib/audit/audit";
import { authorize, type Context } from "@/lib/context";
import { db } from "@/lib/db/client";
import { releaseHeld } from "@/lib/deliveries/release-held";
import { notFound } from "@/lib/errors";
import type { Destination } from "@/prisma/generated/client";
import { findSubscription, subscriptionScope } from "./find";
import type { Subscription } from "./schema";
import { viewSubscription } from "./view";

/** Stops a subscription: no new deliveries, and what waits is held. Twice is as once. Throws forbidden or not_found. */
export function pauseSubscription(ctx: Context, input: { id: string }): Promise<Subscription> {
  return setPaused(ctx, input.id, true);
}

/** Lets a paused or disabled subscription go on, its failures forgotten; what was held goes out now. */
export function resumeSubscription(ctx: Context, input: { id: string }): Promise<Subscription> {
  return setPaused(ctx, input.id, false);
}

async function setPaused(ctx: Context, id: string, paused: boolean): Promise<Subscription> {
  authorize(ctx, "webhooks:write");
  const row = await findSubscription(ctx, id);
  const changed = await db.$transaction(async (tx) => {
    const [saved] = await tx.destination.updateManyAndReturn({
      where: { ...subscriptionScope(ctx), id },
      data: pausing(row, paused),
    });
    if (!saved) throw notFound("webhook");
    const action = paused ? "subscription.paused" : "subscription.resumed";
    await audit(ctx, { action, targetId: id, targetLabel: saved.name }, tx);
    return saved;
  });
  if (!paused) await releaseHeld({ organizationId: ctx.organizationId, destinationId: id });
  return viewSubscription(changed);
}

/** The columns of a pause, which keeps its first time, or of a fresh start. */
export function pausing(row: Pick<Destination, "pausedAt">, paused: boolean) {
  if (paused) return { pausedAt: row.pausedAt ?? new Date() };
  return {
    pausedAt: null,
    disabledAt: null,
    disabledReason: null,
    failingSince: null,
    consecutiveFailures: 0,
    lastVerdict: null,
  };
}
