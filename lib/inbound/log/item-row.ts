import type { InboundProvider } from "@/lib/inbound/receiver/schema";
import type { InboundOutcome } from "./filter-schema";

/** One line of the Inbound page. Times are ISO 8601 in UTC. */
export type InboundListItem = {
  id: string;
  provider: InboundProvider;
  type: string;
  outcome: InboundOutcome;
  /** Why it was ignored, parked or failed, or a note of what it said. */
  reason: string | null;
  /** The event that it published, while that is kept, and how many deliveries were made of it. */
  published: { id: string; type: string; deliveries: number } | null;
  connectionName: string | null;
  occurredAt: string;
  receivedAt: string;
  /** When the next try falls due. */
  dueAt: string | null;
};

// A first try under way holds a lease; one that our own trouble ended has let go of it.
const IS_RETRYING = "(attempt_count > 1 or (attempt_count = 1 and leased_until is null))";

/** The condition that a row of inbound_events has an outcome; it narrows inside the page's index by status. */
export function outcomeCondition(outcome: InboundOutcome): string {
  if (outcome === "received") return `status = 'received' and not ${IS_RETRYING}`;
  if (outcome === "retrying") return `status = 'received' and ${IS_RETRYING}`;
  return `status = '${outcome}'`;
}

/** The columns of inbound_events that a line needs: not its payload. */
export const OWN_COLUMNS = `
  id, organization_id, provider, type, status, reason, event_id, connection_id, attempt_count, leased_until, due_at,
  occurred_at, received_at`;

/** A line, of inbound_events named i: what it published and its connection are looked up for the lines of one page alone. */
export const ITEM_COLUMNS = `
  i.id, i.provider, i.type, i.reason, i.occurred_at, i.received_at, i.due_at,
  case when i.status = 'received' and ${IS_RETRYING} then 'retrying' else i.status end as outcome,
  c.name as connection_name, e.id as event_id, e.type as event_type,
  (select count(*)::int from deliveries d where d.event_id = e.id and d.organization_id = i.organization_id) as deliveries`;

export const ITEM_JOINS = `
  left join connections c on c.id = i.connection_id and c.organization_id = i.organization_id
  left join events e on e.id = i.event_id and e.organization_id = i.organization_id`;

export type ItemRow = {
  id: string;
  provider: InboundProvider;
  type: string;
  outcome: InboundOutcome;
  reason: string | null;
  occurred_at: Date;
  received_at: Date;
  due_at: Date | null;
  connection_name: string | null;
  event_id: string | null;
  event_type: string | null;
  deliveries: number;
};

/** A row as the pages read it. */
export function toItem(row: ItemRow): InboundListItem {
  const { event_id: id, event_type: type, deliveries } = row;
  return {
    id: row.id,
    provider: row.provider,
    type: row.type,
    outcome: row.outcome,
    reason: row.reason,
    published: id !== null && type !== null ? { id, type, deliveries } : null,
    connectionName: row.connection_name,
    occurredAt: row.occurred_at.toISOString(),
    receivedAt: row.received_at.toISOString(),
    dueAt: row.due_at?.toISOString() ?? null,
  };
}
