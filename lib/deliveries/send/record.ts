import { sqlPool } from "@/lib/db/client";
import { queueAttempts } from "@/lib/deliveries/queue/queue";
import { newId } from "@/lib/ids";
import type { AttemptResult } from "./attempt";
import { foldHealth, type HealthChange } from "./health";
import { summarize } from "./outcome";

/** An attempt on its way into the record. */
export type AttemptRecord = {
  organizationId: string;
  deliveryId: string;
  destinationId: string;
  /** From 1. */
  number: number;
  result: AttemptResult;
  /** A test says nothing of the destination's health. */
  isTest?: boolean;
};

type Waiting = { record: AttemptRecord; resolve: () => void; reject: (error: unknown) => void };

const BATCH_MAX = 200;
let waiting: Waiting[] = [];
let flushing = false;

/**
 * Puts an attempt on record with what it means for the delivery and the destination's health, then queues the next
 * attempt. Records that come while one statement runs share the next one: no attempt waits for a slow neighbour, and a
 * busy process writes few, large statements.
 */
export function recordAttempt(record: AttemptRecord): Promise<void> {
  return new Promise((resolve, reject) => {
    waiting.push({ record, resolve, reject });
    if (!flushing) void flushAll();
  });
}

async function flushAll(): Promise<void> {
  flushing = true;
  // Attempts that end in the same turn of the event loop go together from the first.
  await new Promise<void>((resolve) => setImmediate(resolve));
  while (waiting.length > 0) {
    const batch = waiting.slice(0, BATCH_MAX);
    waiting = waiting.slice(BATCH_MAX);
    await flush(batch);
  }
  flushing = false;
}

async function flush(batch: readonly Waiting[]): Promise<void> {
  try {
    const records = batch.map((entry) => entry.record);
    await sqlPool().query(RECORD, [JSON.stringify(records.map(attemptRow)), JSON.stringify(healthRows(records))]);
    await queueAttempts(records.flatMap(nextWakeUp));
    for (const entry of batch) entry.resolve();
  } catch (error) {
    for (const entry of batch) entry.reject(error);
  }
}

function nextWakeUp({ deliveryId, number, result }: AttemptRecord) {
  const { nextAt } = result.outcome;
  return nextAt ? [{ deliveryId, attempt: number, dueAt: nextAt }] : [];
}

function attemptRow({ organizationId, deliveryId, destinationId, number, result }: AttemptRecord) {
  const { outcome, ...facts } = result;
  return {
    id: newId("attempt"),
    organizationId,
    deliveryId,
    destinationId,
    number,
    ...facts,
    requestBody: storable(facts.requestBody),
    responseBody: facts.responseBody === null ? null : storable(facts.responseBody),
    responseHeaders: facts.responseHeaders && storableValues(facts.responseHeaders),
    verdict: outcome.verdict,
    explanation: storable(outcome.explanation),
    status: outcome.status,
    dueAt: outcome.nextAt,
    endedAt: outcome.nextAt ? null : new Date(facts.startedAt.getTime() + facts.durationMs),
    summary: storable(summarize(outcome, number)),
  };
}

// PostgreSQL's text takes no NUL and its JSON no half of a surrogate pair; a receiver may send both.
function storable(text: string): string {
  return text.replaceAll("\u0000", "\uFFFD").toWellFormed();
}

function storableValues(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [storable(name), storable(value)]));
}

function healthRows(records: readonly AttemptRecord[]) {
  const changes = new Map<string, HealthChange>();
  for (const { destinationId, result, isTest } of records) {
    if (isTest) continue;
    const attempt = { verdict: result.outcome.verdict, startedAt: result.startedAt };
    changes.set(destinationId, foldHealth(changes.get(destinationId), attempt));
  }
  // In the order of ids: two processes that update the same destinations do not wait for each other in a circle.
  return [...changes].map(([id, change]) => ({ id, ...change })).sort((a, b) => (a.id < b.id ? -1 : 1));
}

// An attempt that was recorded before (a batch that ran twice) changes nothing. A delivery cancelled meanwhile stays so,
// unless this attempt delivered it after all.
const RECORD = `
  WITH input AS (
    SELECT * FROM json_to_recordset($1::json) AS i(id text, "organizationId" text, "deliveryId" text,
      "destinationId" text, number int, "startedAt" timestamptz, "durationMs" int, method text, url text,
      "requestHeaders" jsonb, "requestBody" text, "responseStatus" int, "responseHeaders" jsonb, "responseBody" text,
      "responseBodyBytes" bigint, "errorClass" text, verdict text, explanation text, status text, "dueAt" timestamptz,
      "endedAt" timestamptz, summary text)
  ), attempt AS (
    INSERT INTO attempts (id, organization_id, delivery_id, destination_id, number, started_at, duration_ms, method,
      url, request_headers, request_body, response_status, response_headers, response_body, response_body_bytes,
      error_class, verdict, explanation)
    SELECT id, "organizationId", "deliveryId", "destinationId", number, "startedAt", "durationMs", method, url,
      "requestHeaders", "requestBody", "responseStatus", "responseHeaders", "responseBody", "responseBodyBytes",
      "errorClass", verdict, explanation
    FROM input
    ON CONFLICT (delivery_id, number) DO NOTHING
  ), delivery AS (
    UPDATE deliveries d SET attempt_count = i.number, leased_until = NULL,
      status = CASE WHEN d.status = 'cancelled' AND i.status <> 'delivered' THEN d.status ELSE i.status END,
      due_at = CASE WHEN d.status = 'cancelled' THEN NULL ELSE i."dueAt" END,
      ended_at = CASE WHEN d.status = 'cancelled' AND i.status <> 'delivered' THEN d.ended_at ELSE i."endedAt" END,
      summary = CASE WHEN d.status = 'cancelled' AND i.status <> 'delivered' THEN d.summary ELSE i.summary END,
      last_status = i."responseStatus", last_error = i."errorClass"
    FROM input i WHERE d.id = i."deliveryId" AND d.attempt_count = i.number - 1
  )
  UPDATE destinations x SET last_attempt_at = h."lastAttemptAt", last_verdict = h."lastVerdict",
    consecutive_failures = h.failures + CASE WHEN h."hadSuccess" THEN 0 ELSE x.consecutive_failures END,
    failing_since = CASE WHEN h."hadSuccess" OR x.failing_since IS NULL THEN h."firstFailureAt" ELSE x.failing_since END
  FROM json_to_recordset($2::json) AS h(id text, "hadSuccess" boolean, failures int, "firstFailureAt" timestamptz,
    "lastAttemptAt" timestamptz, "lastVerdict" text)
  WHERE x.id = h.id`;
