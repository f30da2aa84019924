import { randomUUID } from "node:crypto";
import { sqlPool } from "@/lib/db/client";
import { newId } from "@/lib/ids";

/** Attempts that were made at a destination, each of a delivery of its own. */
export type PastAttempts = {
  destinationId: string;
  count: number;
  /** 500 when neither is given; a status that is null had an error class instead. */
  status?: number | null;
  errorClass?: string;
  verdict?: "delivered" | "retry" | "permanent";
  origin?: "event" | "resend" | "replay" | "test";
  secondsAgo?: number;
};

const INSERT = `
  WITH made AS (
    SELECT $2 || '-' || n AS id, x.organization_id, x.id AS destination_id, coalesce(x.workspace_id, 'ws') AS workspace_id,
      now() - $3::float8 * interval '1 second' AS at
    FROM destinations x, generate_series(1, $4::int) n WHERE x.id = $1
  ), delivery AS (
    INSERT INTO deliveries (id, organization_id, workspace_id, destination_id, event_id, event_type, origin, status,
      attempt_count, due_at, created_at, replay_id, resend_of_id)
    SELECT 'dlv_' || id, organization_id, workspace_id, destination_id, id, 'workroom.completed', $5, 'failed', 1, NULL, at,
      CASE WHEN $5 = 'replay' THEN $2 END, CASE WHEN $5 = 'replay' THEN id END
    FROM made
  )
  INSERT INTO attempts (id, organization_id, delivery_id, destination_id, number, started_at, duration_ms, method, url,
    request_headers, request_body, response_status, error_class, verdict, explanation)
  SELECT 'att_' || id, organization_id, 'dlv_' || id, destination_id, 1, at, 5, 'POST', '', '{}', '', $6, $7, $8,
    'It did not do.'
  FROM made`;

/** Puts attempts on record as if they had been made. */
export async function pastAttempts(past: PastAttempts): Promise<void> {
  const { destinationId, count, errorClass = null, origin = "event", secondsAgo = 5 } = past;
  const status = past.status === undefined && errorClass === null ? 500 : (past.status ?? null);
  const verdict = past.verdict ?? (status !== null && status < 300 ? "delivered" : "retry");
  const name = `${newId("request")}${randomUUID().slice(0, 4)}`;
  await sqlPool().query(INSERT, [destinationId, name, secondsAgo, count, origin, status, errorClass, verdict]);
}
