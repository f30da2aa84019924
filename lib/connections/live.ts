import { sqlPool } from "@/lib/db/client";

/** What an event says of the connection that it came by. */
export type LiveConnection = { id: string; organizationId: string; workspaceId: string; name: string };

const reading = new Map<string, Promise<LiveConnection | undefined>>();

/** The connection that an inbound event came by, unless it has been disconnected since. Those who ask at one moment share the answer. */
export function liveConnection(connectionId: string, organizationId: string): Promise<LiveConnection | undefined> {
  const key = `${connectionId} ${organizationId}`;
  const shared = reading.get(key);
  if (shared) return shared;
  const read = readLive(connectionId, organizationId).finally(() => reading.delete(key));
  reading.set(key, read);
  return read;
}

async function readLive(connectionId: string, organizationId: string): Promise<LiveConnection | undefined> {
  const { rows } = await sqlPool().query<LiveConnection>(LIVE, [connectionId, organizationId]);
  return rows[0];
}

const LIVE = `
  SELECT id, organization_id AS "organizationId", workspace_id AS "workspaceId", name
  FROM connections WHERE id = $1 AND organization_id = $2 AND disconnected_at IS NULL`;
