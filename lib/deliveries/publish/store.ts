import type pg from "pg";
import type { Context } from "@/lib/context";
import { sqlPool } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { notingWrite } from "@/lib/db/write-outcomes";
import { AppError } from "@/lib/errors";
import { newId } from "@/lib/ids";
import type { PreparedEvent } from "./input";

export type NewDelivery = { id: string; eventId: string; destinationId: string };
type Answer = { id: string; type: string; deliveries: number }[];

type Publication = {
  events: readonly PreparedEvent[];
  deliveries: readonly NewDelivery[];
  answer: Answer;
  idempotency: { key: string; requestHash: string } | undefined;
};

/** The operation under which a publish's idempotency key is kept. */
const OPERATION = "events.publish";

type Sql = Pick<pg.ClientBase, "query">;
type Stored = { created: string[]; answer: Answer };

/**
 * Stores events, deliveries and the idempotency record in one transaction. Answers with the deliveries that are new; for
 * a repeat with the first answer and none. Throws conflict, having stored nothing, when the key or an event id was used
 * for something else.
 */
export async function storeEvents(ctx: Context, publication: Publication): Promise<Stored> {
  return notingWrite("events", () =>
    isAllOrNothing(publication)
      ? store(sqlPool(), ctx, publication)
      : inTransaction(sqlPool(), (client) => store(client, ctx, publication)),
  );
}

// One statement is a transaction of its own. Only an id of the caller's choice can still be refused after it, and then
// what came with it has to go: other events, or the key. By itself it has stored nothing.
function isAllOrNothing({ events, idempotency }: Publication): boolean {
  return !events.some((event) => event.ownId) || (events.length === 1 && !idempotency);
}

async function store(sql: Sql, ctx: Context, publication: Publication): Promise<Stored> {
  const { rows } = await sql.query<{ kind: string; id: string }>(STORE, parameters(ctx, publication));
  const { idempotency } = publication;
  if (idempotency && !rows.some((row) => row.kind === "record")) {
    return { created: [], answer: await firstAnswer(sql, ctx, idempotency) };
  }
  const stored = new Set(rows.filter((row) => row.kind === "event").map((row) => row.id));
  const created = rows.filter((row) => row.kind === "delivery").map((row) => row.id);
  const repeated = publication.events.filter((event) => !stored.has(event.id));
  if (repeated.length === 0) return { created, answer: publication.answer };
  return { created, answer: await withRepeats(sql, ctx, publication, repeated) };
}

function parameters(ctx: Context, { events, deliveries, answer, idempotency }: Publication): unknown[] {
  const byId = new Map(events.map((event) => [event.id, event]));
  return [
    ctx.organizationId,
    JSON.stringify(
      events.map(({ id, workspaceId, type, data, timestamp }) => ({ id, workspaceId, type, data, timestamp })),
    ),
    JSON.stringify(
      deliveries.map((delivery) => {
        const event = byId.get(delivery.eventId);
        return { ...delivery, workspaceId: event?.workspaceId, eventType: event?.type };
      }),
    ),
    idempotency ? newId("record") : null,
    idempotency?.key ?? null,
    idempotency?.requestHash ?? null,
    JSON.stringify(answer),
  ];
}

// Deliveries join the events that this statement inserted: a repeated event id makes none. Locks are taken in one order by
// everybody: the key's record, then the events and the deliveries by their ids. Two publishes of the same ids in different
// orders would wait for each other for ever.
const STORE = `
  WITH record AS (
    INSERT INTO idempotency_records (id, organization_id, operation, key, request_hash, status, response)
    SELECT $4, $1, '${OPERATION}', $5, $6, 202, $7::jsonb WHERE $4::text IS NOT NULL
    ON CONFLICT (organization_id, operation, key) DO NOTHING
    RETURNING id
  ), event AS (
    INSERT INTO events (id, organization_id, workspace_id, type, data, "timestamp")
    SELECT e.id, $1, e."workspaceId", e.type, e.data, e."timestamp"
    FROM json_to_recordset($2::json) AS e(id text, "workspaceId" text, type text, data text, "timestamp" timestamptz)
    WHERE $4::text IS NULL OR EXISTS (SELECT 1 FROM record)
    ORDER BY e.id
    ON CONFLICT (organization_id, id) DO NOTHING
    RETURNING id
  ), delivery AS (
    INSERT INTO deliveries (id, organization_id, workspace_id, destination_id, event_id, event_type)
    SELECT d.id, $1, d."workspaceId", d."destinationId", d."eventId", d."eventType"
    FROM json_to_recordset($3::json)
      AS d(id text, "eventId" text, "destinationId" text, "workspaceId" text, "eventType" text)
    JOIN event ON event.id = d."eventId"
    ORDER BY d.id
    RETURNING id
  )
  SELECT 'record' AS kind, id FROM record
  UNION ALL SELECT 'event', id FROM event
  UNION ALL SELECT 'delivery', id FROM delivery`;

async function firstAnswer(
  sql: Sql,
  ctx: Context,
  { key, requestHash }: { key: string; requestHash: string },
): Promise<Answer> {
  const { rows } = await sql.query<{ request_hash: string; response: Answer }>(
    "SELECT request_hash, response FROM idempotency_records WHERE organization_id = $1 AND operation = $2 AND key = $3",
    [ctx.organizationId, OPERATION, key],
  );
  const [first] = rows;
  if (first?.request_hash === requestHash) return first.response;
  throw new AppError("conflict", "This Idempotency-Key was used for another request. Use a new key for new events.");
}

type StoredEvent = { id: string; type: string; data: string; workspace_id: string; deliveries: number };

async function withRepeats(
  sql: Sql,
  ctx: Context,
  { answer }: Publication,
  repeated: readonly PreparedEvent[],
): Promise<Answer> {
  const first = await storedEvents(
    sql,
    ctx,
    repeated.map((event) => event.id),
  );
  for (const event of repeated) {
    const stored = first.get(event.id);
    if (
      stored &&
      stored.type === event.type &&
      stored.data === event.data &&
      stored.workspace_id === event.workspaceId
    ) {
      continue;
    }
    const message = `The event id ${event.id} was used for another event. Use a new id.`;
    throw new AppError("conflict", message, { errors: [{ path: "id", message }] });
  }
  return answer.map((entry) => ({ ...entry, deliveries: first.get(entry.id)?.deliveries ?? entry.deliveries }));
}

async function storedEvents(sql: Sql, ctx: Context, ids: readonly string[]): Promise<Map<string, StoredEvent>> {
  const result: pg.QueryResult<StoredEvent> = await sql.query(STORED, [ctx.organizationId, ids]);
  return new Map(result.rows.map((row) => [row.id, row]));
}

// What the first publish answered: resends and tests came later and do not count.
const STORED = `
  SELECT e.id, e.type, e.data, e.workspace_id,
    (SELECT count(*)::int FROM deliveries d
      WHERE d.event_id = e.id AND d.organization_id = e.organization_id AND d.origin = 'event') AS deliveries
  FROM events e WHERE e.organization_id = $1 AND e.id = ANY($2::text[])`;
