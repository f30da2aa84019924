import { authorize, type Context } from "@/lib/context";
import { sqlPool } from "@/lib/db/client";
import { requireWorkspace } from "@/lib/organizations/require-workspace";
import { DAY_MS } from "@/lib/time";

/** How a workspace's bridges are as a whole. */
export type BridgeOverview = {
  total: number;
  /** Disabled, or their last attempt failed. */
  attention: number;
  /** Attempts of the last 24 hours that were delivered. */
  delivered: number;
};

export async function bridgeOverview(
  ctx: Context,
  input: { workspaceId: string },
  now = Date.now(),
): Promise<BridgeOverview> {
  authorize(ctx, "webhooks:read");
  await requireWorkspace(ctx, input.workspaceId);
  const values = [ctx.organizationId, input.workspaceId, new Date(now - DAY_MS)];
  const { rows } = await sqlPool().query<BridgeOverview>(READ, values);
  return rows[0] ?? { total: 0, attention: 0, delivered: 0 };
}

const READ = `
  WITH bridges AS (
    SELECT id, paused_at, disabled_at, last_verdict
    FROM destinations
    WHERE organization_id = $1 AND workspace_id = $2 AND kind = 'bridge' AND deleted_at IS NULL
  )
  SELECT count(*)::int AS total,
         count(*) FILTER (
           WHERE disabled_at IS NOT NULL OR (paused_at IS NULL AND last_verdict <> 'delivered')
         )::int AS attention,
         (SELECT count(*)::int FROM attempts
          WHERE destination_id IN (SELECT id FROM bridges) AND started_at >= $3 AND verdict = 'delivered') AS delivered
  FROM bridges`;
