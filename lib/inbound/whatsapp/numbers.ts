import { sqlPool } from "@/lib/db/client";

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

const LINKED = `
  SELECT id AS "connectionId", organization_id AS "organizationId", workspace_id AS "workspaceId",
    account_id AS "accountId"
  FROM connections WHERE provider = 'whatsapp' AND account_id = ANY($1::text[]) AND disconnected_at IS NULL`;
