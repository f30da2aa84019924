import { audit } from "@/lib/audit/audit";
import { systemContext } from "@/lib/context";
import { db, sqlPool } from "@/lib/db/client";
import { publishEvent } from "@/lib/deliveries/publish/publish";
import { firstWorkspace } from "@/lib/organizations/first-workspace";
import { cancelPendingOf } from "./cancel-open";
import { FAILED_DELIVERIES_MIN, FAILING_MS_MAX } from "./health";

/** Switches a destination off, cancels what waits for it, and tells: a `webhook.disabled` event and the audit log. Once: a repeat does nothing. */
export async function disableDestination(input: {
  organizationId: string;
  destinationId: string;
  reason: string;
}): Promise<void> {
  const { organizationId, destinationId, reason } = input;
  const [disabled] = await db.destination.updateManyAndReturn({
    where: { id: destinationId, organizationId, disabledAt: null, deletedAt: null },
    data: { disabledAt: new Date(), disabledReason: reason },
    select: { kind: true, name: true, workspaceId: true, failingSince: true },
  });
  if (!disabled) return;
  await cancelPendingOf({
    organizationId,
    destinationId,
    reason: `Not sent: the ${disabled.kind} was disabled. ${reason}`,
  });
  const ctx = systemContext(organizationId, "Delivery");
  const { kind, name, failingSince } = disabled;
  await audit(ctx, { action: `${kind}.disabled`, targetId: destinationId, targetLabel: name, changes: { reason } });
  const workspaceId = disabled.workspaceId ?? (await firstWorkspace(ctx));
  const destination = { id: destinationId, kind, name };
  const data = { destination, reason, failing_since: failingSince?.toISOString() ?? null };
  await publishEvent(ctx, { type: "webhook.disabled", workspaceId, data });
}

/** Disables every destination whose deliveries have all failed for five days, at least twenty of them. Returns how many. */
export async function disableFailing(now = new Date()): Promise<number> {
  const since = new Date(now.getTime() - FAILING_MS_MAX);
  const { rows } = await sqlPool().query<{ id: string; organizationId: string; explanation: string | null }>(FAILING, [
    since,
    FAILED_DELIVERIES_MIN,
  ]);
  for (const { id, organizationId, explanation } of rows) {
    const reason = `Every delivery has failed for 5 days. The last one: ${explanation ?? "no answer."}`;
    await disableDestination({ organizationId, destinationId: id, reason });
  }
  return rows.length;
}

const FAILING = `
  SELECT x.id, x.organization_id AS "organizationId",
    (SELECT a.explanation FROM attempts a WHERE a.destination_id = x.id ORDER BY a.started_at DESC LIMIT 1) AS explanation
  FROM destinations x
  WHERE x.failing_since < $1 AND x.disabled_at IS NULL AND x.deleted_at IS NULL
    AND (SELECT count(DISTINCT a.delivery_id) FROM attempts a
      WHERE a.destination_id = x.id AND a.started_at >= x.failing_since) >= $2`;
