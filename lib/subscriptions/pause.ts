import { authorize, type Context } from "@/lib/context";
import { afterwards } from "@/lib/db/afterwards";
import { releaseHeld } from "@/lib/deliveries/release-held";
import { changeDestination, type DestinationChange, enabled, freshStart, paused } from "@/lib/destinations/change";
import { Prisma } from "@/prisma/generated/client";
import { atVersion, type ExpectedVersions, requireVersion } from "./expected-version";
import { findSubscription } from "./find";
import { withinReachSql } from "./reach";
import type { Subscription } from "./schema";
import { viewSubscription } from "./view";

type Change = Pick<DestinationChange, "set" | "expect"> & { action: string };

// Each expects what it ends: of two at once the later changes nothing.
const PAUSE: Change = { action: "subscription.paused", set: [paused], expect: [Prisma.sql`d.paused_at IS NULL`] };
const RESUME: Change = {
  action: "subscription.resumed",
  set: [...freshStart, enabled],
  expect: [Prisma.sql`(d.paused_at IS NOT NULL OR d.disabled_at IS NOT NULL)`],
};

/**
 * Stops a subscription: no new deliveries, and what waits is held. Twice is as once. Throws forbidden, not_found, or
 * precondition_failed where it is at none of `versions`.
 */
export async function pauseSubscription(
  ctx: Context,
  input: { id: string },
  versions?: ExpectedVersions,
): Promise<Subscription> {
  return (await change(ctx, input.id, PAUSE, versions)).now;
}

/** Lets a paused or disabled subscription go on, its failures forgotten; what was held goes out now. Throws as a pause does. */
export async function resumeSubscription(
  ctx: Context,
  input: { id: string },
  versions?: ExpectedVersions,
): Promise<Subscription> {
  const { isChanged, now } = await change(ctx, input.id, RESUME, versions);
  const place = { organizationId: ctx.organizationId, destinationId: input.id };
  if (isChanged) await afterwards("the release of held deliveries", () => releaseHeld(place));
  return now;
}

async function change(ctx: Context, id: string, { action, set, expect = [] }: Change, versions: ExpectedVersions) {
  authorize(ctx, "webhooks:write");
  requireVersion(await findSubscription(ctx, id), versions);
  const changed = await changeDestination(ctx, {
    kind: "subscription",
    id,
    set,
    expect: [...expect, ...atVersion(versions), ...withinReachSql(ctx)],
    audit: { action },
  });
  const row = await findSubscription(ctx, id);
  // A version that came in between; else there was nothing to change.
  if (!changed) requireVersion(row, versions);
  return { isChanged: changed !== undefined, now: await viewSubscription(row) };
}
