import { authorize, type Context, seesWorkspace } from "@/lib/context";
import { db, sqlPool } from "@/lib/db/client";
import type { DeliveryStatus } from "@/lib/deliveries/log/filter-schema";
import { notFound } from "@/lib/errors";
import type { InboundEvent } from "@/prisma/generated/client";
import { type InboundListItem, ITEM_COLUMNS, ITEM_JOINS, type ItemRow, toItem } from "./item-row";
import { maskPersonal } from "./mask-personal";

const DELIVERIES_MAX = 20;
const PAYLOAD_CHARACTERS_MAX = 200_000;

/** One inbound event with all that is known of it. Personal data is masked. */
export type InboundDetail = InboundListItem & {
  externalId: string;
  attemptCount: number;
  processedAt: string | null;
  /** JSON text; longer ones are cut. */
  payload: string;
  deliveries: { id: string; status: DeliveryStatus; destinationName: string }[];
};

/** One inbound event of the actor's organization, its personal data masked. Throws forbidden or not_found. */
export async function getInbound(ctx: Context, id: string): Promise<InboundDetail> {
  const row = await findInbound(ctx, id);
  const [item, deliveries] = await Promise.all([readItem(row), deliveriesOf(row)]);
  const masked = maskPersonal({ payload: JSON.parse(row.payload) as unknown, externalId: row.externalId });
  return {
    ...item,
    externalId: masked.externalId,
    attemptCount: row.attemptCount,
    processedAt: row.processedAt?.toISOString() ?? null,
    payload: shown(JSON.stringify(masked.payload, null, 2)),
    deliveries,
  };
}

/** The row, for those who may see it. Throws forbidden or not_found. */
export async function findInbound(ctx: Context, id: string): Promise<InboundEvent> {
  authorize(ctx, "webhooks:read");
  const row = await db.inboundEvent.findFirst({ where: { id, organizationId: ctx.organizationId } });
  const visible = row && (row.workspaceId ? seesWorkspace(ctx, row.workspaceId) : ctx.workspaces === "all");
  if (!visible) throw notFound("inbound event");
  return row;
}

/** A payload's text as it is shown: cut where nobody would read on. */
export function shown(payload: string): string {
  if (payload.length <= PAYLOAD_CHARACTERS_MAX) return payload;
  return `${payload.slice(0, PAYLOAD_CHARACTERS_MAX)}\n… cut: ${payload.length} characters in all`;
}

async function readItem({ id, organizationId }: InboundEvent): Promise<InboundListItem> {
  const { rows } = await sqlPool().query<ItemRow>(
    `select ${ITEM_COLUMNS} from inbound_events i ${ITEM_JOINS} where i.id = $1 and i.organization_id = $2`,
    [id, organizationId],
  );
  const [row] = rows;
  if (!row) throw notFound("inbound event");
  return toItem(row);
}

async function deliveriesOf({ eventId, organizationId }: InboundEvent): Promise<InboundDetail["deliveries"]> {
  if (!eventId || !organizationId) return [];
  const { rows } = await sqlPool().query<InboundDetail["deliveries"][number]>(DELIVERIES, [
    eventId,
    organizationId,
    DELIVERIES_MAX,
  ]);
  return rows;
}

const DELIVERIES = `
  select d.id, d.status, t.name as "destinationName"
  from deliveries d join destinations t on t.id = d.destination_id
  where d.event_id = $1 and d.organization_id = $2 order by d.id limit $3`;
