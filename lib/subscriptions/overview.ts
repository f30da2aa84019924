import { type BridgeSummary, bridgeSummary, SUMMARY_COLUMNS } from "@/lib/bridges/view";
import { authorize, type Context } from "@/lib/context";
import { db } from "@/lib/db/client";
import type { DestinationFilters } from "@/lib/destinations/match";
import { type DestinationHealth, readHealth } from "@/lib/destinations/read-health";
import { findSubscription, subscriptionScope } from "./find";
import { reaches } from "./reach";
import type { Subscription } from "./schema";
import { viewSubscription } from "./view";

/** What every page may know of a subscription. Times are ISO 8601; nothing here is secret. */
export type SubscriptionSummary = Omit<BridgeSummary, "workspaceId" | "format" | "formatLabel"> & {
  filters: DestinationFilters | null;
};

export type SubscriptionListItem = SubscriptionSummary & { health: DestinationHealth };

/** A subscription as its page shows it, and as the API does. */
export type SubscriptionPage = { summary: SubscriptionSummary; subscription: Subscription };

/**
 * Every subscription that the actor may know of, newest first, with the health of their last 24 hours: two queries
 * whatever their number, of which an organization has 50 at most.
 */
export async function listSubscriptionSummaries(ctx: Context): Promise<SubscriptionListItem[]> {
  authorize(ctx, "webhooks:read");
  const rows = await db.destination.findMany({
    where: subscriptionScope(ctx),
    select: { ...SUMMARY_COLUMNS, filters: true },
    orderBy: { id: "desc" },
  });
  const known = rows.map(summary).filter(({ filters }) => reaches(ctx, filters));
  const health = await readHealth(
    ctx.organizationId,
    known.map(({ id }) => id),
  );
  return known.flatMap((each) => {
    const own = health.get(each.id);
    return own ? [{ ...each, health: own }] : [];
  });
}

/** One subscription for its page. Throws forbidden or not_found. */
export async function readSubscriptionPage(ctx: Context, input: { id: string }): Promise<SubscriptionPage> {
  authorize(ctx, "webhooks:read");
  const row = await findSubscription(ctx, input.id);
  return { summary: summary(row), subscription: await viewSubscription(row) };
}

type Row = Parameters<typeof bridgeSummary>[0] & { filters: unknown };

function summary(row: Row): SubscriptionSummary {
  const { workspaceId: _workspace, format: _format, formatLabel: _label, ...shown } = bridgeSummary(row);
  return { ...shown, filters: row.filters as DestinationFilters | null };
}
