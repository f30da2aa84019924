import { authorize, type Context } from "@/lib/context";
import { afterwards } from "@/lib/db/afterwards";
import { releaseHeld, releaseWaiting } from "@/lib/deliveries/release-held";
import { assign, changeDestination, enabled, freshStart, nextVersion, paused } from "@/lib/destinations/change";
import type { DestinationFilters } from "@/lib/destinations/match";
import { notFound } from "@/lib/errors";
import { parseInput } from "@/lib/validation/parse";
import { Prisma } from "@/prisma/generated/client";
import { type CheckedChange, checkChange } from "./check";
import { atVersion, type ExpectedVersions, requireVersion } from "./expected-version";
import { findSubscription } from "./find";
import { withinReachSql } from "./reach";
import { type Subscription, type SubscriptionUpdate, subscriptionUpdate } from "./schema";
import { viewSubscription } from "./view";

/**
 * Changes what is given of a subscription and nothing else; null clears. Of two changes at once both are kept, for each
 * is one statement over the row as it is then. Throws invalid, forbidden, not_found, or precondition_failed where it is
 * at none of `versions`.
 */
export async function updateSubscription(
  ctx: Context,
  id: string,
  input: unknown,
  versions?: ExpectedVersions,
): Promise<Subscription> {
  authorize(ctx, "webhooks:write");
  const change = parseInput(subscriptionUpdate, input);
  const before = await findSubscription(ctx, id);
  requireVersion(before, versions);
  const given = await checkChange(ctx, id, change);
  const names = Object.keys(change);
  if (names.length === 0) return viewSubscription(before);
  const changed = await changeDestination(ctx, {
    kind: "subscription",
    id,
    set: [...assignments(change, given), nextVersion],
    expect: [...atVersion(versions), ...withinReachSql(ctx)],
    audit: { action: "subscription.updated", changes: { changed: names } },
  });
  const after = await findSubscription(ctx, id);
  if (!changed) {
    requireVersion(after, versions);
    throw notFound("webhook");
  }
  const place = { organizationId: ctx.organizationId, destinationId: id };
  if (change.active) await afterwards("the release of held deliveries", () => releaseHeld(place));
  if (before.rateLimitPerSecond !== after.rateLimitPerSecond) {
    await afterwards("new turns at a changed limit", () => releaseWaiting(place));
  }
  return viewSubscription(after);
}

function assignments(
  change: SubscriptionUpdate,
  { url, eventTypes, typeFilters, filter }: CheckedChange,
): Prisma.Sql[] {
  const { description, metadata, rate_limit_per_second: rateLimitPerSecond, active } = change;
  return [
    ...assign({ ...url, eventTypes, description, metadata, rateLimitPerSecond }),
    ...(url || description !== undefined ? [named(url?.urlOrigin, description)] : []),
    ...(eventTypes || filter !== undefined ? [filtered(filter, eventTypes && (typeFilters ?? null))] : []),
    ...(active === undefined ? [] : active ? [...freshStart, enabled] : [paused]),
  ];
}

// What people know it by: its description, or else where it goes. Either may be another change's.
function named(urlOrigin: string | undefined, description: string | null | undefined): Prisma.Sql {
  const origin = urlOrigin === undefined ? Prisma.sql`d.url_origin` : Prisma.sql`${urlOrigin}::text`;
  const words = description === undefined ? Prisma.sql`d.description` : Prisma.sql`${description}::text`;
  return Prisma.sql`name = coalesce(nullif(${words}, ''), split_part(${origin}, '://', 2))`;
}

// One column holds the filter for all types and those of single types.
function filtered(
  all: DestinationFilters["all"] | null | undefined,
  types: DestinationFilters["types"] | null | undefined,
): Prisma.Sql {
  const part = (value: object | null | undefined, key: "all" | "types") =>
    value === undefined ? Prisma.raw(`d.filters -> '${key}'`) : Prisma.sql`${value && JSON.stringify(value)}::jsonb`;
  return Prisma.sql`filters = nullif(
    jsonb_strip_nulls(jsonb_build_object('all', ${part(all, "all")}, 'types', ${part(types, "types")})), '{}'::jsonb)`;
}
