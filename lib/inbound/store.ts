import { sqlPool } from "@/lib/db/client";
import { groupCommit } from "@/lib/db/group-commit";
import { notingWrite } from "@/lib/db/write-outcomes";
import { newId } from "@/lib/ids";
import type { InboundItem } from "./receiver/define-receiver";
import { INBOUND_PROVIDERS, type InboundProvider } from "./receiver/schema";

/** How an item was taken in: `isNew` is false for a repeat, whose id is the first one's. */
export type StoredItem = { id: string; externalId: string; isNew: boolean };

const LIMITS = { itemsMax: 200, writersMax: 4 };
const writers = new Map(
  INBOUND_PROVIDERS.map((provider) => [
    provider,
    groupCommit<InboundItem, StoredItem>((items) => storeTogether(provider, items), LIMITS),
  ]),
);

/**
 * Stores what a request carried, each external id once, committed before it returns; requests that come while a statement
 * runs share the next. Returns one entry an item, in the items' order; of twins the later is a repeat.
 */
export async function storeInbound(provider: InboundProvider, items: readonly InboundItem[]): Promise<StoredItem[]> {
  try {
    return (await writers.get(provider)?.(items)) ?? [];
  } catch {
    // By itself: what another request carried must not fail this one.
    return storeTogether(provider, items);
  }
}

async function storeTogether(provider: InboundProvider, items: readonly InboundItem[]): Promise<StoredItem[]> {
  const unique = new Map(items.map((item) => [item.externalId, { id: newId("inbound"), item }]));
  const rows = [...unique.values()].map(({ id, item }) => toRow(id, item));
  const write = () => sqlPool().query<StoredItem>(STORE, [provider, JSON.stringify(rows)]);
  const { rows: stored } = await notingWrite("inbound", write);
  const found = new Map(stored.map((row) => [row.externalId, row]));
  const missing = [...unique.keys()].filter((externalId) => !found.has(externalId));
  for (const row of missing.length > 0 ? await repeats(provider, missing) : []) found.set(row.externalId, row);
  const seen = new Set<string>();
  return items.map(({ externalId }) => {
    // One that was forgotten in this very moment counts as known.
    const row = found.get(externalId) ?? { id: "", externalId, isNew: false };
    const isTwin = seen.has(externalId);
    seen.add(externalId);
    return isTwin ? { ...row, isNew: false } : row;
  });
}

// Of what another request committed while this one's statement ran: its snapshot is older than those rows.
async function repeats(provider: InboundProvider, externalIds: readonly string[]): Promise<StoredItem[]> {
  const { rows } = await sqlPool().query<StoredItem>(REPEATS, [provider, externalIds]);
  return rows;
}

function toRow(id: string, item: InboundItem) {
  const { externalId, type, occurredAt, payload, tenant, subject, ignoredBecause } = item;
  return {
    id,
    externalId,
    type,
    organizationId: tenant?.organizationId,
    workspaceId: tenant?.workspaceId,
    connectionId: tenant?.connectionId,
    subject,
    // PostgreSQL's text holds no NUL; in JSON one is always spelled out, so none is lost.
    payload: JSON.stringify(payload),
    occurredAt: occurredAt.toISOString(),
    status: ignoredBecause === undefined ? "received" : "ignored",
    reason: ignoredBecause,
  };
}

const STORE = `
  WITH item AS (
    SELECT * FROM json_to_recordset($2::json) AS i(id text, "externalId" text, type text, "organizationId" text,
      "workspaceId" text, "connectionId" text, subject text, payload text, "occurredAt" timestamptz, status text,
      reason text)
  ), stored AS (
    INSERT INTO inbound_events (id, provider, external_id, type, organization_id, workspace_id, connection_id, subject,
      payload, occurred_at, status, reason, due_at, processed_at)
    SELECT i.id, $1, i."externalId", i.type, i."organizationId", i."workspaceId", i."connectionId", i.subject,
      i.payload, i."occurredAt", i.status, i.reason,
      CASE WHEN i.status = 'received' THEN now() END, CASE WHEN i.status = 'ignored' THEN now() END
    FROM item i
    -- In one order everywhere: two statements that wait for each other's rows would wait for ever.
    ORDER BY i."externalId"
    ON CONFLICT (provider, external_id) DO NOTHING
    RETURNING id, external_id
  )
  SELECT id, external_id AS "externalId", true AS "isNew" FROM stored
  UNION ALL
  SELECT e.id, e.external_id, false FROM inbound_events e JOIN item i ON e.external_id = i."externalId"
  WHERE e.provider = $1`;

const REPEATS = `
  SELECT id, external_id AS "externalId", false AS "isNew" FROM inbound_events
  WHERE provider = $1 AND external_id = ANY($2::text[])`;
