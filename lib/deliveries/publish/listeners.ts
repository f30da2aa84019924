import { sqlPool } from "@/lib/db/client";
import type { Listener } from "@/lib/destinations/match";

/** The destinations of an organization that are awake and hear of at least one of these event types, in one query. */
export async function findListeners(
  organizationId: string,
  eventTypes: readonly string[],
): Promise<(Listener & { id: string })[]> {
  const { rows } = await sqlPool().query<Listener & { id: string }>(FIND, [organizationId, [...eventTypes, "*"]]);
  return rows;
}

const FIND = `
  SELECT id, kind, workspace_id AS "workspaceId", event_types AS "eventTypes", filters
  FROM destinations
  WHERE organization_id = $1 AND event_types && $2::text[]
    AND deleted_at IS NULL AND paused_at IS NULL AND disabled_at IS NULL`;
