import { db } from "@/lib/db/client";
import { buildRequest } from "@/lib/deliveries/send/build-request";
import { openDestinations, type SendingDestination } from "@/lib/deliveries/send/open-destinations";
import { type Exchange, judge, type Outcome, summarize } from "@/lib/deliveries/send/outcome";
import { catalogue, type EventTypeName } from "@/lib/events/catalogue";
import type { EventEnvelope } from "@/lib/events/envelope";
import { type IdKind, newId, ulidFloor } from "@/lib/ids";
import type { TestTenant } from "./tenant";

/** One attempt as it is told to have been: when it began, how long it took, what the receiver answered. */
export type PastAttempt = {
  at: number;
  durationMs: number;
  status: number;
  headers?: Record<string, string>;
  body: string;
};

const ULID_TIME_LENGTH = 10;

/**
 * Writes a delivery that was made in the past: its request is built, its answers are judged and told by the product's own
 * code, but nothing is sent. `data` changes the example's.
 */
export async function recordPast(
  tenant: TestTenant,
  bridge: { id: string; version?: number },
  type: EventTypeName,
  attempts: readonly PastAttempt[],
  data: Record<string, unknown> = {},
): Promise<string> {
  const began = attempts[0]?.at ?? Date.now();
  const destination = await openOne(bridge);
  const event = pastEvent(tenant, type, began, data);
  const ids = { organizationId: tenant.organizationId, workspaceId: tenant.workspaceId };
  const { id: eventId, timestamp } = event;
  await db.event.create({
    data: { ...ids, id: eventId, type, timestamp, data: JSON.stringify(event.data), createdAt: new Date(began) },
  });
  const deliveryId = idAt("delivery", began);
  const past = attempts.map((attempt, index) => {
    const number = index + 1;
    const exchange: Exchange = { ok: true, status: attempt.status, headers: attempt.headers ?? {}, body: attempt.body };
    const endedAt = new Date(attempt.at + attempt.durationMs);
    return {
      attempt,
      number,
      outcome: judge({
        exchange,
        interpret: destination.format.interpret,
        attemptNumber: number,
        endedAt,
        random: 0.5,
      }),
    };
  });
  const last = past.at(-1);
  if (!last) throw new Error("A past delivery needs an attempt.");
  await db.delivery.create({
    data: {
      ...ids,
      id: deliveryId,
      destinationId: bridge.id,
      eventId,
      eventType: type,
      status: last.outcome.status,
      attemptCount: past.length,
      dueAt: last.outcome.nextAt,
      lastStatus: last.attempt.status,
      summary: summarize(last.outcome, last.number),
      createdAt: new Date(began),
      endedAt: last.outcome.nextAt ? null : new Date(last.attempt.at + last.attempt.durationMs),
    },
  });
  await db.attempt.createMany({
    data: past.map((entry) => attemptRow(tenant, destination, event, deliveryId, entry)),
  });
  await db.destination.update({
    where: { id: bridge.id },
    data: { lastAttemptAt: new Date(last.attempt.at), lastVerdict: last.outcome.verdict },
  });
  return deliveryId;
}

function pastEvent(tenant: TestTenant, type: EventTypeName, at: number, data: Record<string, unknown>): EventEnvelope {
  return {
    id: idAt("event", at),
    type,
    timestamp: new Date(at).toISOString(),
    organization_id: tenant.organizationId,
    workspace_id: tenant.workspaceId,
    data: { ...catalogue[type].example.data, ...data },
  };
}

function attemptRow(
  tenant: TestTenant,
  destination: SendingDestination,
  event: EventEnvelope,
  deliveryId: string,
  { attempt, number, outcome }: { attempt: PastAttempt; number: number; outcome: Outcome },
) {
  const built = buildRequest({
    destination,
    event,
    deliveryId,
    attemptNumber: number,
    signingSecrets: [tenant.secret],
    authorization: undefined,
    now: new Date(attempt.at),
  });
  return {
    id: idAt("attempt", attempt.at),
    organizationId: tenant.organizationId,
    deliveryId,
    destinationId: destination.id,
    number,
    startedAt: new Date(attempt.at),
    durationMs: attempt.durationMs,
    method: built.method,
    url: built.recorded.url,
    requestHeaders: built.recorded.headers,
    requestBody: built.body,
    responseStatus: attempt.status,
    responseHeaders: attempt.headers ?? {},
    responseBody: attempt.body,
    responseBodyBytes: Buffer.byteLength(attempt.body),
    verdict: outcome.verdict,
    explanation: outcome.explanation,
  };
}

async function openOne({ id, version = 1 }: { id: string; version?: number }): Promise<SendingDestination> {
  const opened = (await openDestinations([{ destinationId: id, version }])).get(id);
  if (!opened || opened instanceof Error) throw new Error(`${id} cannot be opened`, { cause: opened });
  return opened;
}

// Ids carry their time, and the log is sorted by them.
function idAt(kind: IdKind, at: number): string {
  const [prefix = "", ulid = ""] = newId(kind).split("_");
  return `${prefix}_${ulidFloor(at).slice(0, ULID_TIME_LENGTH)}${ulid.slice(ULID_TIME_LENGTH)}`;
}
