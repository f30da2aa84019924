import { audit } from "@/lib/audit/audit";
import { authorize, type Context } from "@/lib/context";
import { db } from "@/lib/db/client";
import { releaseHeld } from "@/lib/deliveries/release-held";
import { notFound } from "@/lib/errors";
import type { Prisma } from "@/prisma/generated/client";
import { bridgeScope, findBridge } from "./scope";

const FRESH_START = { failingSince: null, consecutiveFailures: 0, lastVerdict: null } as const;

/** Stops a bridge until it is resumed: events that come meanwhile make no delivery, retries wait. */
export async function pauseBridge(ctx: Context, input: { bridgeId: string }): Promise<void> {
  await change(ctx, input.bridgeId, "bridge.paused", { pausedAt: new Date() });
}

/** Lets a paused bridge go on, with its failures forgotten; what waited goes out now. */
export async function resumeBridge(ctx: Context, input: { bridgeId: string }): Promise<void> {
  await change(ctx, input.bridgeId, "bridge.resumed", { pausedAt: null, ...FRESH_START });
  await releaseHeld({ organizationId: ctx.organizationId, destinationId: input.bridgeId });
}

/** Lets a disabled bridge go on after its cause was mended, with its failures forgotten. A pause ends too. */
export async function enableBridge(ctx: Context, input: { bridgeId: string }): Promise<void> {
  await change(ctx, input.bridgeId, "bridge.enabled", {
    disabledAt: null,
    disabledReason: null,
    pausedAt: null,
    ...FRESH_START,
  });
  await releaseHeld({ organizationId: ctx.organizationId, destinationId: input.bridgeId });
}

async function change(
  ctx: Context,
  bridgeId: string,
  action: string,
  data: Prisma.DestinationUpdateManyMutationInput,
): Promise<void> {
  authorize(ctx, "webhooks:write");
  const row = await findBridge(ctx, bridgeId);
  await db.$transaction(async (tx) => {
    const { count } = await tx.destination.updateMany({
      where: { ...bridgeScope(ctx), id: row.id, deletedAt: null },
      data,
    });
    if (count === 0) throw notFound("bridge");
    await audit(ctx, { action, targetId: row.id, targetLabel: row.name }, tx);
  });
}
