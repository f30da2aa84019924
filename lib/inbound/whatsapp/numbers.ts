import { sqlPool } from "@/lib/db";

/** The workspace that a number is linked to. */
export type NumberOwner = { organizationId: string; workspaceId: string; connectionId: string };

type Row = NumberOwner & { accountId: string };

/** The live links of these numbers, by Meta's id of the number; one query, whatever a request carries. */
export async function connectionsByNumber(phoneNumberIds: readonly string[]): Promise<Map<string, NumberOwner>> {
  const wanted = [...new Set(phoneNumberIds)];
  if (wanted.length === 0) return new Map();
  const { rows } = await sqlPool().query<Row>(LINKED, [wanted]);
  return new Map(rows.map(({ accountId, ...owner }) => [accountId, owner]));
}

/** What an event says of the connection, while it is linked. */
export type LiveConnection = { id: string; organizationId: string; workspaceId: string; name: string };

const reading = new Map<string, Promise<LiveConnection | undefined>>();

/** The connection that a message came by, unless it has been disconnected since. Those who ask at one moment share the answer. */
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

const LINKED = `
  SELECT id AS "connectionId", organization_id AS "organizationId", workspace_id AS "workspaceId",
    account_id AS "accountId"
  FROM connections WHERE provider = 'whatsapp' AND account_id = ANY($1::text[]) AND disconnected_at IS NULL`;
