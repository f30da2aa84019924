import { clockNow } from "@/lib/clock";
import { authorize, type Context, seesWorkspace } from "@/lib/context";
import { db, sqlPool } from "@/lib/db/client";
import { notFound } from "@/lib/errors";
import { FLOW_VIEW_COLUMNS, type FlowView, viewFlow, WAITING_COUNTED_MAX } from "./flow-view";
import { type DestinationState, stateOf } from "./state";

/** How a destination stands at this moment, for its page. Times are ISO 8601 by the database's clock. */
export type LiveState = {
  state: DestinationState;
  pausedAt: string | null;
  flow: FlowView;
  /** How the last attempt ended; null before the first. */
  lastVerdict: string | null;
  /** Of its configuration: another number means that somebody has changed it. */
  version: number;
  /** Deliveries that are still to be sent to it, at most `WAITING_COUNTED_MAX`. */
  waiting: number;
  /** Of these, how many have failed at least once. */
  retrying: number;
  /** A request to it is on its way: of an open breaker, the probe. */
  isSending: boolean;
  /** The last probe that failed since the breaker opened. */
  failedProbe: { at: string; explanation: string } | null;
  now: string;
};

const COLUMNS = { id: true, workspaceId: true, pausedAt: true, disabledAt: true, lastVerdict: true, version: true };

/** Reads how a bridge or a subscription stands now. Throws forbidden or not_found. */
export async function readLiveState(ctx: Context, input: { destinationId: string }): Promise<LiveState> {
  authorize(ctx, "webhooks:read");
  const { organizationId } = ctx;
  const row = await db.destination.findFirst({
    where: { id: input.destinationId, organizationId, deletedAt: null },
    select: { ...COLUMNS, ...FLOW_VIEW_COLUMNS, breakerProbes: true },
  });
  if (!row || (row.workspaceId && !seesWorkspace(ctx, row.workspaceId))) throw notFound("destination");
  const [open, failedProbe] = await Promise.all([
    readOpen(organizationId, row.id),
    row.breakerProbes > 0 && row.breakerOpenedAt && readFailedProbe(organizationId, row.id, row.breakerOpenedAt),
  ]);
  return {
    state: stateOf(row),
    pausedAt: row.pausedAt?.toISOString() ?? null,
    flow: viewFlow(row),
    lastVerdict: row.lastVerdict,
    version: row.version,
    ...open,
    failedProbe: failedProbe || null,
    now: new Date(clockNow()).toISOString(),
  };
}

type Open = Pick<LiveState, "waiting" | "retrying" | "isSending">;

async function readOpen(organizationId: string, destinationId: string): Promise<Open> {
  const { rows } = await sqlPool().query<Open>(OPEN, [destinationId, organizationId]);
  return rows[0] ?? { waiting: 0, retrying: 0, isSending: false };
}

// Bounded however long the backlog is. What is on its way is among the oldest: they go first. A test has no due time.
const OPEN = `
  SELECT count(*)::int AS waiting, count(*) FILTER (WHERE o.status = 'retrying')::int AS retrying,
    coalesce(bool_or(o.leased_until > now()), false) AS "isSending"
  FROM (
    SELECT d.status, d.leased_until FROM deliveries d
    WHERE d.destination_id = $1 AND d.organization_id = $2 AND d.status IN ('pending', 'retrying') AND d.due_at IS NOT NULL
    ORDER BY d.id LIMIT ${WAITING_COUNTED_MAX}
  ) o`;

async function readFailedProbe(organizationId: string, destinationId: string, openedAt: Date) {
  const { rows } = await sqlPool().query<{ at: Date; explanation: string }>(FAILED_PROBE, [
    destinationId,
    organizationId,
    openedAt,
  ]);
  return rows[0] && { at: rows[0].at.toISOString(), explanation: rows[0].explanation };
}

// Once a probe has failed. What was under way when the breaker opened began before that probe; since then nothing but
// probes and tests was sent.
const FAILED_PROBE = `
  SELECT a.started_at AS at, a.explanation FROM attempts a JOIN deliveries d ON d.id = a.delivery_id
  WHERE a.destination_id = $1 AND a.organization_id = $2 AND a.started_at > $3 AND a.verdict <> 'delivered'
    AND d.origin <> 'test'
  ORDER BY a.started_at DESC LIMIT 1`;
