import { authorize, type Context } from "@/lib/context";
import { db } from "@/lib/db/client";
import { requireDelivery } from "@/lib/deliveries/cancel";
import type { ApiDelivery, ApiDeliveryDetail } from "@/lib/deliveries/log/api-schema";
import { viewAttempt, viewDelivery, viewEvent } from "@/lib/deliveries/log/api-view";
import type { DeliveryStatus } from "@/lib/deliveries/log/filter-schema";
import { floorId } from "@/lib/deliveries/log/floor-id";
import { resendDelivery } from "@/lib/deliveries/resend";
import type { DestinationFilters } from "@/lib/destinations/match";
import { notFound } from "@/lib/errors";
import type { Delivery, Prisma } from "@/prisma/generated/client";
import type { Remember } from "./create";
import { findSubscription } from "./find";
import { reaches } from "./reach";

/** What a list of deliveries is narrowed by. `since` counts, `until` does not. */
export type DeliveryQuery = {
  status?: DeliveryStatus | undefined;
  type?: string | undefined;
  since?: Date | undefined;
  until?: Date | undefined;
  cursor?: string | undefined;
  limit: number;
};

export type DeliveryPage = { data: ApiDelivery[]; next_cursor: string | null };

/** A subscription's deliveries, newest first. Ids are in the order of time: they are order, cursor and bounds at once. */
export async function listSubscriptionDeliveries(
  ctx: Context,
  id: string,
  query: DeliveryQuery,
): Promise<DeliveryPage> {
  authorize(ctx, "webhooks:read");
  await findSubscription(ctx, id);
  const { status, type, limit } = query;
  const rows = await db.delivery.findMany({
    where: {
      organizationId: ctx.organizationId,
      destinationId: id,
      ...(ctx.workspaces === "all" ? {} : { workspaceId: { in: [...ctx.workspaces] } }),
      ...(status ? { status } : {}),
      ...(type ? { eventType: type } : {}),
      AND: idBounds(query),
    },
    orderBy: { id: "desc" },
    take: limit + 1,
  });
  const page = rows.slice(0, limit);
  return { data: page.map(viewDelivery), next_cursor: rows.length > limit ? (page.at(-1)?.id ?? null) : null };
}

function idBounds({ since, until, cursor }: DeliveryQuery): Prisma.DeliveryWhereInput[] {
  return [
    ...(since ? [{ id: { gte: floorId(since) } }] : []),
    ...(until ? [{ id: { lt: floorId(until) } }] : []),
    ...(cursor ? [{ id: { lt: cursor } }] : []),
  ];
}

/** One delivery with its event and every attempt. Throws forbidden or not_found. */
export async function readDelivery(ctx: Context, input: { id: string }): Promise<ApiDeliveryDetail> {
  authorize(ctx, "webhooks:read");
  const row = await findDelivery(ctx, input.id);
  const { organizationId } = ctx;
  const [event, attempts] = await Promise.all([
    db.event.findFirst({ where: { id: row.eventId, organizationId } }),
    db.attempt.findMany({ where: { deliveryId: row.id, organizationId }, orderBy: { number: "asc" } }),
  ]);
  return { ...viewDelivery(row), event: event && viewEvent(event), attempts: attempts.map(viewAttempt) };
}

/** Sends a delivery again; answers with the new one, which `remember` is given in the same transaction. Throws as resendDelivery. */
export async function resendKnownDelivery(
  ctx: Context,
  input: { id: string },
  remember: Remember<ApiDelivery> = async () => undefined,
): Promise<ApiDelivery> {
  authorize(ctx, "webhooks:write");
  const { id: deliveryId } = await findDelivery(ctx, input.id);
  return viewDelivery(await resendDelivery(ctx, { deliveryId }, (tx, made) => remember(tx, viewDelivery(made))));
}

/**
 * A delivery that the actor may know of. A key that is restricted to workspaces knows neither those of other workspaces
 * nor those of a subscription that hears of other workspaces too. Throws not_found.
 */
async function findDelivery(ctx: Context, id: string): Promise<Delivery> {
  const row = await requireDelivery(ctx, id);
  if (ctx.workspaces === "all") return row;
  const where = { id: row.destinationId, organizationId: ctx.organizationId };
  const destination = await db.destination.findFirst({ where, select: { kind: true, filters: true } });
  const isKnown = destination?.kind === "bridge" || reaches(ctx, (destination?.filters ?? null) as DestinationFilters);
  if (!isKnown) throw notFound("delivery");
  return row;
}
