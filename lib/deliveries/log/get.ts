import { authorize, type Context, seesWorkspace } from "@/lib/context";
import { db, sqlPool } from "@/lib/db/client";
import { notFound } from "@/lib/errors";
import type { Attempt } from "@/prisma/generated/client";
import type { DeliveryStatus } from "./filter-schema";
import { ITEM_COLUMNS, type ItemRow, toItem } from "./item-row";
import type { AttemptView, DeliveryDetail } from "./view";

const RELATED_MAX = 20;

/**
 * One delivery with its event, its destination, its attempts in order and its resends; `not_found` for another tenant's.
 * Events and attempts never change, so a reader that holds them up to `afterAttempt` is given the later attempts alone.
 */
export async function getDelivery(
  ctx: Context,
  deliveryId: string,
  options: { afterAttempt?: number } = {},
): Promise<DeliveryDetail> {
  authorize(ctx, "webhooks:read");
  const { rows } = await sqlPool().query<ItemRow>(
    `select ${ITEM_COLUMNS} from deliveries d join destinations t on t.id = d.destination_id
     where d.id = $1 and d.organization_id = $2`,
    [deliveryId, ctx.organizationId],
  );
  const row = rows[0];
  if (!row || !seesWorkspace(ctx, row.workspace_id)) throw notFound("delivery");
  const { organizationId } = ctx;
  const [event, attempts, related] = await Promise.all([
    options.afterAttempt === undefined ? db.event.findFirst({ where: { id: row.event_id, organizationId } }) : null,
    db.attempt.findMany({
      where: { deliveryId: row.id, organizationId, number: { gt: options.afterAttempt ?? 0 } },
      orderBy: { number: "asc" },
    }),
    db.delivery.findMany({
      where: { eventId: row.event_id, destinationId: row.destination_id, organizationId, id: { not: row.id } },
      select: { id: true, origin: true, status: true, resendOfId: true, createdAt: true },
      orderBy: { id: "desc" },
      take: RELATED_MAX,
    }),
  ]);
  return {
    ...toItem(row),
    resendOfId: row.resend_of_id,
    event: event && {
      id: event.id,
      type: event.type,
      timestamp: event.timestamp.toISOString(),
      data: event.data,
    },
    attempts: attempts.map(attemptView),
    related: related.map((other) => ({
      ...other,
      status: other.status as DeliveryStatus,
      createdAt: other.createdAt.toISOString(),
    })),
  };
}

function attemptView(row: Attempt): AttemptView {
  const { organizationId: _o, deliveryId: _d, destinationId: _t, ...shown } = row;
  return {
    ...shown,
    startedAt: row.startedAt.toISOString(),
    responseBodyBytes: row.responseBodyBytes === null ? null : Number(row.responseBodyBytes),
    requestHeaders: headerRecord(row.requestHeaders),
    responseHeaders: row.responseHeaders === null ? null : headerRecord(row.responseHeaders),
  };
}

// What the sender wrote as JSON: names to values, a repeated header as a list. By name, for the database keeps no order.
function headerRecord(stored: unknown): Record<string, string> {
  if (typeof stored !== "object" || stored === null || Array.isArray(stored)) return {};
  const entries = Object.entries(stored).sort(([a], [b]) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1));
  return Object.fromEntries(
    entries.map(([name, value]) => [name, Array.isArray(value) ? value.join(", ") : String(value)]),
  );
}
