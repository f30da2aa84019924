import { audit } from "@/lib/audit/audit";
import { clockNow } from "@/lib/clock";
import { systemContext } from "@/lib/context";
import { workDb, workPool } from "@/lib/db/client";
import { newId } from "@/lib/ids";
import { logger } from "@/lib/logger";
import { announce, publishPending } from "@/lib/outbox/pending-events";
import { cancelPendingOf } from "./cancel-open";
import { FAILED_DELIVERIES_MIN, FAILING_MS_MAX } from "./health";
import { IS_OPEN } from "./lease";

/**
 * Disables a destination, cancels its open deliveries, and writes the audit entry and the event `webhook.disabled`, all in
 * one transaction: after a crash there is all of it or nothing. A repeat does nothing.
 */
export async function disableDestination(input: {
  organizationId: string;
  destinationId: string;
  reason: string;
}): Promise<void> {
  const { organizationId, destinationId, reason } = input;
  const disabledAt = new Date(clockNow());
  const eventId = await workDb.$transaction(async (tx) => {
    const [disabled] = await tx.destination.updateManyAndReturn({
      where: { id: destinationId, organizationId, disabledAt: null, deletedAt: null },
      data: { disabledAt, disabledReason: reason },
      select: { kind: true, name: true, workspaceId: true, failingSince: true },
    });
    if (!disabled) return undefined;
    const { kind, name, failingSince, workspaceId } = disabled;
    const told = `Not sent: the ${kind} was disabled. ${reason}`;
    await cancelPendingOf({ organizationId, destinationId, reason: told }, tx);
    const entry = { action: `${kind}.disabled`, targetId: destinationId, targetLabel: name, changes: { reason } };
    await audit(systemContext(organizationId, "Delivery"), entry, tx);
    const data = {
      destination: {
        id: destinationId,
        kind: kind === "bridge" ? ("bridge" as const) : ("subscription" as const),
        name,
      },
      reason,
      failing_since: failingSince?.toISOString() ?? null,
    };
    const event = { id: newId("event"), type: "webhook.disabled", data, timestamp: disabledAt } as const;
    await announce(tx, organizationId, { ...event, ...(workspaceId ? { workspaceId } : {}) });
    return event.id;
  });
  if (eventId) await publishPending(organizationId, [eventId]);
}

/**
 * Disables every destination whose deliveries have all failed for five days, at least twenty of them; what an open breaker
 * holds back counts as failed. Each stands alone: one that cannot be disabled now is tried again by the next sweep.
 * Returns how many.
 */
export async function disableFailing(): Promise<number> {
  const { rows } = await workPool().query<{ id: string; organizationId: string; explanation: string | null }>(FAILING);
  let disabled = 0;
  for (const { id, organizationId, explanation } of rows) {
    const reason = `Every delivery has failed for 5 days. The last one: ${explanation ?? "no answer."}`;
    try {
      await disableDestination({ organizationId, destinationId: id, reason });
      disabled++;
    } catch (error) {
      logger.warn(
        { err: error, destinationId: id },
        "a failing destination could not be disabled; the next sweep tries",
      );
    }
  }
  return disabled;
}

const FAILING = `
  SELECT x.id, x.organization_id AS "organizationId",
    (SELECT a.explanation FROM attempts a WHERE a.destination_id = x.id ORDER BY a.started_at DESC LIMIT 1) AS explanation
  FROM destinations x
  WHERE x.failing_since < now() - ${FAILING_MS_MAX} * interval '1 millisecond'
    AND x.disabled_at IS NULL AND x.deleted_at IS NULL
    AND (SELECT count(*) FROM (
      SELECT a.delivery_id FROM attempts a WHERE a.destination_id = x.id AND a.started_at >= x.failing_since
      UNION SELECT d.id FROM deliveries d
        WHERE d.destination_id = x.id AND ${IS_OPEN} AND d.due_at <= now() AND x.breaker_opened_at IS NOT NULL
    ) failed) >= ${FAILED_DELIVERIES_MIN}`;
