import { authorize, type Context } from "@/lib/context";
import { sqlPool } from "@/lib/db";
import type { InboundStatus } from "@/lib/inbound/schema";

const SHOWN_MAX = 20;

/** Something that a server sent, as its page lists it. */
export type McpEvent = {
  id: string;
  type: string;
  /** What the server calls it, where `type` alone does not say: an event's name. */
  name: string | null;
  status: InboundStatus;
  /** Why it was ignored or failed, or what came of it. */
  reason: string | null;
  receivedAt: string;
  /** What it was published as, and where that went: the newest delivery, if any bridge wanted it. */
  published: { eventId: string; deliveryId: string | null } | null;
};

type Row = Omit<McpEvent, "receivedAt" | "published"> & {
  receivedAt: Date;
  eventId: string | null;
  deliveryId: string | null;
};

/** The last 20 things that a connection sent, the newest first. */
export async function listMcpEvents(ctx: Context, connectionId: string): Promise<McpEvent[]> {
  authorize(ctx, "webhooks:read");
  const { rows } = await sqlPool().query<Row>(EVENTS, [ctx.organizationId, connectionId, SHOWN_MAX]);
  return rows.map(({ eventId, deliveryId, receivedAt, ...row }) => ({
    ...row,
    receivedAt: receivedAt.toISOString(),
    published: eventId === null ? null : { eventId, deliveryId },
  }));
}

const EVENTS = `
  SELECT i.id, i.type, i.payload::json ->> 'name' AS name, i.status, i.reason, i.received_at AS "receivedAt",
    i.event_id AS "eventId", d.id AS "deliveryId"
  FROM inbound_events i
  LEFT JOIN LATERAL (
    SELECT id FROM deliveries WHERE organization_id = $1 AND event_id = i.event_id ORDER BY id DESC LIMIT 1
  ) d ON true
  WHERE i.organization_id = $1 AND i.connection_id = $2
  ORDER BY i.id DESC LIMIT $3`;
