import { authorize, type Context } from "@/lib/context";
import { db } from "@/lib/db/client";
import type { DestinationFilters } from "@/lib/destinations/match";
import { notFound } from "@/lib/errors";
import { reaches } from "@/lib/subscriptions/reach";
import type { Replay } from "@/prisma/generated/client";
import type { ReplayView } from "./schema";
import { viewReplay } from "./view";

/** A replay and how far it is. Throws forbidden or not_found. */
export async function getReplay(ctx: Context, input: { id: string }): Promise<ReplayView> {
  authorize(ctx, "webhooks:read");
  return viewReplay(await findReplay(ctx, input.id));
}

/** A replay whose webhook the actor may know of; one that was deleted keeps its replays. Throws not_found. */
export async function findReplay(ctx: Context, id: string): Promise<Replay> {
  const { organizationId } = ctx;
  const row = await db.replay.findFirst({ where: { id, organizationId } });
  if (!row) throw notFound("replay");
  const where = { id: row.destinationId, organizationId };
  const destination = await db.destination.findFirst({ where, select: { filters: true } });
  if (!reaches(ctx, (destination?.filters ?? null) as DestinationFilters | null)) throw notFound("replay");
  return row;
}
