import { audit } from "@/lib/audit/audit";
import { authorize, type Context } from "@/lib/context";
import { db } from "@/lib/db/client";
import { releaseHeld, releaseWaiting } from "@/lib/deliveries/release-held";
import type { DestinationFilters } from "@/lib/destinations/match";
import { openDestination } from "@/lib/destinations/sealing";
import { notFound } from "@/lib/errors";
import { parseInput } from "@/lib/validation/parse";
import type { Destination, Prisma } from "@/prisma/generated/client";
import { checkSubscription } from "./check";
import { choicesOf } from "./choices";
import { findSubscription, subscriptionScope } from "./find";
import { pausing } from "./pause";
import { type Subscription, type SubscriptionUpdate, subscriptionUpdate } from "./schema";
import { viewSubscription } from "./view";

/** Changes what is given of a subscription and keeps the rest; null clears. Throws invalid, forbidden or not_found. */
export async function updateSubscription(ctx: Context, id: string, input: unknown): Promise<Subscription> {
  authorize(ctx, "webhooks:write");
  const change = parseInput(subscriptionUpdate, input);
  const row = await findSubscription(ctx, id);
  const columns = await checkSubscription(ctx, id, merged(row, change));
  const data: Prisma.DestinationUpdateManyMutationInput = {
    ...columns,
    ...(change.active === undefined ? {} : pausing(row, !change.active)),
    version: { increment: 1 },
  };
  const updated = await db.$transaction(async (tx) => {
    const [saved] = await tx.destination.updateManyAndReturn({ where: { ...subscriptionScope(ctx), id }, data });
    if (!saved) throw notFound("webhook");
    await audit(
      ctx,
      {
        action: "subscription.updated",
        targetId: id,
        targetLabel: saved.name,
        changes: { changed: Object.keys(change) },
      },
      tx,
    );
    return saved;
  });
  const place = { organizationId: ctx.organizationId, destinationId: id };
  if (row.pausedAt && !updated.pausedAt) await releaseHeld(place);
  if (row.rateLimitPerSecond !== updated.rateLimitPerSecond) await releaseWaiting(place);
  return viewSubscription(updated);
}

function merged(row: Destination, change: SubscriptionUpdate) {
  const filters = row.filters as DestinationFilters | null;
  const events = change.events ?? choicesOf(row.eventTypes, filters);
  const rate = change.rate_limit_per_second === undefined ? row.rateLimitPerSecond : change.rate_limit_per_second;
  const description = change.description === undefined ? row.description : change.description;
  return {
    url: change.url ?? openDestination(row).url,
    events,
    filter: change.filter === undefined ? ((filters?.all ?? null) as SubscriptionUpdate["filter"]) : change.filter,
    metadata: change.metadata ?? ((row.metadata ?? {}) as Record<string, string>),
    ...(description === null ? {} : { description }),
    ...(rate === null ? {} : { rate_limit_per_second: rate }),
  };
}
