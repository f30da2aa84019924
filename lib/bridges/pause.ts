import { authorize, type Context } from "@/lib/context";
import { afterwards } from "@/lib/db/afterwards";
import { releaseHeld } from "@/lib/deliveries/release-held";
import { changeDestination, type DestinationChange, enabled, freshStart, paused } from "@/lib/destinations/change";
import { Prisma } from "@/prisma/generated/client";
import { findBridge } from "./scope";

type Change = Pick<DestinationChange, "set" | "expect"> & { action: string };

// Each expects what it ends: of two at once the later changes nothing, and is no conflict of a form that is open.
const PAUSE: Change = { action: "bridge.paused", set: [paused], expect: [Prisma.sql`d.paused_at IS NULL`] };
const RESUME: Change = { action: "bridge.resumed", set: freshStart, expect: [Prisma.sql`d.paused_at IS NOT NULL`] };
const ENABLE: Change = {
  action: "bridge.enabled",
  set: [...freshStart, enabled],
  expect: [Prisma.sql`d.disabled_at IS NOT NULL`],
};

/** Stops a bridge until it is resumed: events that come meanwhile make no delivery, retries wait. Twice is as once. */
export async function pauseBridge(ctx: Context, input: { bridgeId: string }): Promise<void> {
  await change(ctx, input.bridgeId, PAUSE);
}

/** Lets a paused bridge go on, with its failures forgotten; what waited goes out now. One that is not paused stays as it is. */
export async function resumeBridge(ctx: Context, input: { bridgeId: string }): Promise<void> {
  if (await change(ctx, input.bridgeId, RESUME)) await release(ctx, input.bridgeId);
}

/** Lets a disabled bridge go on after its cause was fixed, with its failures forgotten. A pause ends too. */
export async function enableBridge(ctx: Context, input: { bridgeId: string }): Promise<void> {
  if (await change(ctx, input.bridgeId, ENABLE)) await release(ctx, input.bridgeId);
}

async function change(ctx: Context, id: string, { action, set, expect = [] }: Change): Promise<boolean> {
  authorize(ctx, "webhooks:write");
  const changed = await changeDestination(ctx, { kind: "bridge", id, set, expect, audit: { action } });
  if (!changed) await findBridge(ctx, id);
  return changed !== undefined;
}

function release({ organizationId }: Context, destinationId: string): Promise<void> {
  return afterwards("the release of held deliveries", () => releaseHeld({ organizationId, destinationId }));
}
