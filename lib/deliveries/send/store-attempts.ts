import { workPool } from "@/lib/db/client";
import { notingWrite } from "@/lib/db/write-outcomes";
import type { attemptRow } from "./attempt-row";

/**
 * What became of an attempt's row: `stored`; `lost`, when its lease is somebody else's by now or another one has its number;
 * `later`, when another statement has its delivery's row locked.
 */
export type Stored = "stored" | "lost" | "later";

type Row = ReturnType<typeof attemptRow>;

/**
 * Stores attempts and what they mean for their deliveries, in one statement, in the order of the deliveries' ids. A row is
 * written under the lease of its claim alone. A delivery that was cancelled meanwhile stays so, unless this attempt
 * delivered it after all. Waits for no lock on a delivery.
 */
export async function storeAttempts(rows: readonly Row[]): Promise<Stored[]> {
  const write = () => workPool().query<{ id: string }>(STORE, [JSON.stringify(rows)]);
  const { rows: stored } = await notingWrite("attempts", write);
  const ids = new Set(stored.map(({ id }) => id));
  if (ids.size === rows.length) return rows.map(() => "stored");
  const missing = rows.filter(({ deliveryId }) => !ids.has(deliveryId));
  const became = await whatBecame(missing);
  return rows.map(({ id, deliveryId }) => (ids.has(deliveryId) ? "stored" : (became.get(id) ?? "lost")));
}

// An earlier try may have been taken by the database, though the connection broke before it said so.
async function whatBecame(rows: readonly Row[]): Promise<Map<string, Stored>> {
  const { rows: found } = await workPool().query<{ id: string; became: Stored }>(
    `SELECT w.id, CASE WHEN a.id IS NOT NULL THEN 'stored' WHEN d.id IS NOT NULL THEN 'later' ELSE 'lost' END AS became
     FROM unnest($1::text[], $2::text[], $3::text[], $4::int[]) AS w(id, delivery_id, lease, number)
     LEFT JOIN attempts a ON a.id = w.id
     LEFT JOIN deliveries d ON d.id = w.delivery_id AND d.lease = w.lease AND d.attempt_count = w.number - 1`,
    [
      rows.map((row) => row.id),
      rows.map((row) => row.deliveryId),
      rows.map((row) => row.lease),
      rows.map((row) => row.number),
    ],
  );
  return new Map(found.map(({ id, became }) => [id, became]));
}

const STORE = `
  WITH input AS (
    SELECT * FROM json_to_recordset($1::json) AS i(id text, "organizationId" text, "deliveryId" text,
      "destinationId" text, number int, lease text, "startedAt" timestamptz, "durationMs" int, method text, url text,
      "requestHeaders" jsonb, "requestBody" text, "responseStatus" int, "responseHeaders" jsonb, "responseBody" text,
      "responseBodyBytes" bigint, "errorClass" text, verdict text, explanation text, status text, spared int,
      "dueAt" timestamptz, "endedAt" timestamptz, summary text)
  ), ours AS MATERIALIZED (
    SELECT d.id FROM deliveries d JOIN input i ON d.id = i."deliveryId"
    WHERE d.lease = i.lease AND d.attempt_count = i.number - 1
    ORDER BY d.id FOR UPDATE OF d SKIP LOCKED
  ), attempt AS (
    INSERT INTO attempts (id, organization_id, delivery_id, destination_id, number, started_at, duration_ms, method,
      url, request_headers, request_body, response_status, response_headers, response_body, response_body_bytes,
      error_class, verdict, explanation)
    SELECT i.id, "organizationId", "deliveryId", "destinationId", number, "startedAt", "durationMs", method, url,
      "requestHeaders", "requestBody", "responseStatus", "responseHeaders", "responseBody", "responseBodyBytes",
      "errorClass", verdict, explanation
    FROM input i JOIN ours ON ours.id = i."deliveryId"
    ON CONFLICT (delivery_id, number) DO NOTHING
  )
  UPDATE deliveries d SET attempt_count = i.number, spared_count = d.spared_count + i.spared,
    lease = NULL, leased_until = NULL,
    status = CASE WHEN d.status = 'cancelled' AND i.status <> 'delivered' THEN d.status ELSE i.status END,
    due_at = CASE WHEN d.status = 'cancelled' THEN NULL ELSE i."dueAt" END,
    ended_at = CASE WHEN d.status = 'cancelled' AND i.status <> 'delivered' THEN d.ended_at ELSE i."endedAt" END,
    summary = CASE WHEN d.status = 'cancelled' AND i.status <> 'delivered' THEN d.summary ELSE i.summary END,
    last_status = i."responseStatus", last_error = i."errorClass"
  FROM input i JOIN ours ON ours.id = i."deliveryId" WHERE d.id = ours.id
  RETURNING d.id`;
