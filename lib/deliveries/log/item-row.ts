import { viewFlow } from "@/lib/destinations/flow-view";
import { formats } from "@/lib/formats/registry";
import type { DeliveryStatus } from "./filter-schema";
import type { DeliveryItem } from "./view";

/** The columns of one line of the log, of `deliveries` named d and `destinations` named t. Nothing sealed is among them. */
export const ITEM_COLUMNS = `
  d.id, d.workspace_id, d.event_id, d.event_type, d.origin, d.status, d.attempt_count, d.spared_count, d.due_at,
  d.leased_until, d.last_status, d.last_error, d.summary, d.created_at, d.ended_at, d.resend_of_id,
  t.id as destination_id, t.name, t.kind, t.format, t.paused_at, t.disabled_at, t.deleted_at,
  t.breaker_opened_at, t.breaker_reason, t.breaker_probe_at, t.held_until, t.rate_limit_per_second,
  t.learned_interval_ms, t.learned_until`;

export type ItemRow = {
  id: string;
  workspace_id: string;
  event_id: string;
  event_type: string;
  origin: string;
  status: DeliveryStatus;
  attempt_count: number;
  spared_count: number;
  due_at: Date | null;
  leased_until: Date | null;
  last_status: number | null;
  last_error: string | null;
  summary: string | null;
  created_at: Date;
  ended_at: Date | null;
  resend_of_id: string | null;
  destination_id: string;
  name: string;
  kind: string;
  format: string;
  paused_at: Date | null;
  disabled_at: Date | null;
  deleted_at: Date | null;
  breaker_opened_at: Date | null;
  breaker_reason: string | null;
  breaker_probe_at: Date | null;
  held_until: Date | null;
  rate_limit_per_second: number | null;
  learned_interval_ms: number | null;
  learned_until: Date | null;
};

/** A row as the pages read it. */
export function toItem(row: ItemRow): DeliveryItem {
  return {
    id: row.id,
    workspaceId: row.workspace_id,
    eventId: row.event_id,
    eventType: row.event_type,
    origin: row.origin,
    status: row.status,
    attemptCount: row.attempt_count,
    sparedCount: row.spared_count,
    dueAt: iso(row.due_at),
    leasedUntil: iso(row.leased_until),
    lastStatus: row.last_status,
    lastError: row.last_error,
    summary: row.summary,
    createdAt: row.created_at.toISOString(),
    endedAt: iso(row.ended_at),
    destination: {
      id: row.destination_id,
      name: row.name,
      kind: row.kind,
      format: row.format,
      formatLabel: formatLabel(row.format),
      pausedAt: iso(row.paused_at),
      disabledAt: iso(row.disabled_at),
      deletedAt: iso(row.deleted_at),
      flow: viewFlow({
        breakerOpenedAt: row.breaker_opened_at,
        breakerReason: row.breaker_reason,
        breakerProbeAt: row.breaker_probe_at,
        heldUntil: row.held_until,
        rateLimitPerSecond: row.rate_limit_per_second,
        learnedIntervalMs: row.learned_interval_ms,
        learnedUntil: row.learned_until,
      }),
    },
  };
}

// The log outlives a format that is dropped: its old deliveries keep its id for a name.
function formatLabel(id: string): string {
  return Object.values(formats).find((format) => format.id === id)?.label ?? id;
}

function iso(date: Date | null): string | null {
  return date?.toISOString() ?? null;
}
