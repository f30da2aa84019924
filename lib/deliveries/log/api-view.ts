import type { TestResult } from "@/lib/deliveries/test-send";
import { envelopeOf } from "@/lib/events/envelope";
import type { Attempt, Delivery, Event } from "@/prisma/generated/client";
import type { ApiDelivery, ApiDeliveryDetail, ApiEvent, ApiTestResult } from "./api-schema";

/** A delivery's row as the API shows it. */
export function viewDelivery(row: Delivery): ApiDelivery {
  return {
    id: row.id,
    webhook_id: row.destinationId,
    workspace_id: row.workspaceId,
    event_id: row.eventId,
    event_type: row.eventType,
    origin: row.origin as ApiDelivery["origin"],
    status: row.status as ApiDelivery["status"],
    attempt_count: row.attemptCount,
    uncounted_attempts: row.sparedCount,
    next_attempt_at: row.dueAt?.toISOString() ?? null,
    last_status: row.lastStatus,
    last_error: row.lastError,
    summary: row.summary,
    resend_of_id: row.resendOfId,
    replay_id: row.replayId,
    created_at: row.createdAt.toISOString(),
    ended_at: row.endedAt?.toISOString() ?? null,
  };
}

/** An event's row as the API shows it. */
export function viewEvent(row: Event): ApiEvent {
  return envelopeOf({ ...row, eventId: row.id, eventType: row.type });
}

/** An attempt's row as the API shows it. */
export function viewAttempt(row: Attempt): ApiDeliveryDetail["attempts"][number] {
  return {
    id: row.id,
    number: row.number,
    started_at: row.startedAt.toISOString(),
    duration_ms: row.durationMs,
    request: { method: row.method, url: row.url, headers: textsOf(row.requestHeaders), body: row.requestBody },
    response:
      row.responseStatus === null
        ? null
        : {
            status: row.responseStatus,
            headers: textsOf(row.responseHeaders),
            body: row.responseBody,
            body_bytes: row.responseBodyBytes === null ? null : Number(row.responseBodyBytes),
          },
    error: row.errorClass as ApiTestResult["error"],
    verdict: row.verdict as ApiTestResult["verdict"],
    explanation: row.explanation,
  };
}

/** A test's result as the API shows it. */
export function viewTest(result: TestResult): ApiTestResult {
  return {
    delivery_id: result.deliveryId,
    event_id: result.eventId,
    event_type: result.eventType,
    verdict: result.verdict,
    explanation: result.explanation,
    status: result.status,
    headers: result.headers,
    body: result.body,
    duration_ms: result.durationMs,
    error: result.errorClass as ApiTestResult["error"],
  };
}

// What the sender wrote as JSON: names to values, a repeated header as a list.
function textsOf(headers: unknown): Record<string, string> {
  if (typeof headers !== "object" || headers === null) return {};
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(", ") : String(value)]),
  );
}
