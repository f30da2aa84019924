import { authorize, type Context } from "@/lib/context";
import { db } from "@/lib/db/client";
import type { DestinationFilters } from "@/lib/destinations/match";
import { findSubscription, subscriptionScope } from "./find";
import { reaches } from "./reach";
import type { Subscription } from "./schema";
import { viewSubscription, viewSubscriptions } from "./view";

/** One subscription, without its secret. Throws forbidden or not_found. */
export async function getSubscription(ctx: Context, input: { id: string }): Promise<Subscription> {
  authorize(ctx, "webhooks:read");
  return viewSubscription(await findSubscription(ctx, input.id));
}

export type SubscriptionPage = { data: Subscription[]; next_cursor: string | null };

/** Subscriptions that the actor may know of, newest first. An organization has 50 at most, so all are read and the page is cut here. */
export async function listSubscriptions(
  ctx: Context,
  input: { cursor?: string | undefined; limit: number },
): Promise<SubscriptionPage> {
  authorize(ctx, "webhooks:read");
  const rows = await db.destination.findMany({ where: subscriptionScope(ctx), orderBy: { id: "desc" } });
  const { cursor, limit } = input;
  const known = rows
    .filter((row) => reaches(ctx, row.filters as DestinationFilters | null))
    .filter((row) => cursor === undefined || row.id < cursor);
  const page = known.slice(0, limit);
  const data = await viewSubscriptions(page);
  return { data, next_cursor: known.length > limit ? (page.at(-1)?.id ?? null) : null };
}
