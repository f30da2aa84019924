import { authorize, type Context } from "@/lib/context";
import { sqlPool } from "@/lib/db/client";
import { type InboundListItem, ITEM_COLUMNS, ITEM_JOINS, type ItemRow, toItem } from "@/lib/inbound/log/item-row";

const SHOWN_MAX = 20;

/** Something that a server sent, as its page lists it. */
export type McpEvent = InboundListItem & {
  /** What the server calls it, where `type` does not say: an event's name. */
  name: string | null;
};

/** The last 20 things that a connection sent, the newest first. The caller has found the connection to be the actor's. */
export async function listMcpEvents(ctx: Context, connectionId: string): Promise<McpEvent[]> {
  authorize(ctx, "webhooks:read");
  const values = [ctx.organizationId, connectionId, SHOWN_MAX];
  const { rows } = await sqlPool().query<ItemRow & { name: string | null }>(EVENTS, values);
  return rows.map((row) => ({ ...toItem(row), name: row.name }));
}

const EVENTS = `
  SELECT ${ITEM_COLUMNS}, i.payload::json ->> 'event' AS name
  FROM (
    SELECT * FROM inbound_events WHERE organization_id = $1 AND connection_id = $2 ORDER BY id DESC LIMIT $3
  ) i ${ITEM_JOINS}
  ORDER BY i.id DESC`;
