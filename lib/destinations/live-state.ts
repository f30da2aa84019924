import { clockNow } from "@/lib/clock";
import { authorize, type Context, seesWorkspace } from "@/lib/context";
import { db, sqlPool } from "@/lib/db/client";
import { notFound } from "@/lib/errors";
import { FLOW_VIEW_COLUMNS, type FlowView, viewFlow, WAITING_COUNTED_MAX } from "./flow-view";
import { type DestinationState, stateOf } from "./state";

/** How a destination stands at this moment, for its page. */
export type LiveState = {
  state: DestinationState;
  flow: FlowView;
  /** Deliveries that are still to be sent to it, at most `WAITING_COUNTED_MAX`. */
  waiting: number;
  /** A request to it is on its way: of an open breaker, the probe. */
  isSending: boolean;
  /** The database's clock, ISO 8601. */
  now: string;
};

/** Reads how a bridge or a subscription stands now. Throws forbidden or not_found. */
export async function readLiveState(ctx: Context, input: { destinationId: string }): Promise<LiveState> {
  authorize(ctx, "webhooks:read");
  const { organizationId } = ctx;
  const row = await db.destination.findFirst({
    where: { id: input.destinationId, organizationId, deletedAt: null },
    select: { id: true, workspaceId: true, pausedAt: true, disabledAt: true, ...FLOW_VIEW_COLUMNS },
  });
  if (!row || (row.workspaceId && !seesWorkspace(ctx, row.workspaceId))) throw notFound("destination");
  const { rows } = await sqlPool().query<{ waiting: number; isSending: boolean }>(OPEN, [row.id, organizationId]);
  return {
    state: stateOf(row),
    flow: viewFlow(row),
    waiting: rows[0]?.waiting ?? 0,
    isSending: rows[0]?.isSending ?? false,
    now: new Date(clockNow()).toISOString(),
  };
}

// Bounded however long the backlog is. What is on its way is among the oldest: they go first. A test has no due time.
const SENDING_AMONG = 1_000;
const OPEN_OF = `
  FROM deliveries d
  WHERE d.destination_id = $1 AND d.organization_id = $2 AND d.status IN ('pending', 'retrying') AND d.due_at IS NOT NULL`;
const OPEN = `
  SELECT (SELECT count(*)::int FROM (SELECT 1 ${OPEN_OF} LIMIT ${WAITING_COUNTED_MAX}) w) AS waiting,
    EXISTS (
      SELECT 1 FROM (SELECT d.leased_until ${OPEN_OF} ORDER BY d.id LIMIT ${SENDING_AMONG}) o WHERE o.leased_until > now()
    ) AS "isSending"`;
