import type { Context } from "@/lib/context";
import { db } from "@/lib/db/client";
import type { DestinationFilters } from "@/lib/destinations/match";
import { notFound } from "@/lib/errors";
import type { Destination, Prisma } from "@/prisma/generated/client";
import { reaches } from "./reach";

/** The subscriptions of the actor's organization that are not deleted: in every `where`. */
export function subscriptionScope(ctx: Context): Prisma.DestinationWhereInput {
  return { kind: "subscription", organizationId: ctx.organizationId, deletedAt: null };
}

/** One subscription that the actor may know of, or `not_found`. */
export async function findSubscription(ctx: Context, id: string): Promise<Destination> {
  const row = await db.destination.findFirst({ where: { ...subscriptionScope(ctx), id } });
  if (!row || !reaches(ctx, row.filters as DestinationFilters | null)) throw notFound("webhook");
  return row;
}
