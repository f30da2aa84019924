import { audit } from "@/lib/audit/audit";
import { clockNow } from "@/lib/clock";
import { authorize, type Context, seesWorkspace } from "@/lib/context";
import { db } from "@/lib/db/client";
import { ALL_EVENTS } from "@/lib/destinations/match";
import { AppError, notFound } from "@/lib/errors";
import { catalogue, type EventTypeName, isEventType } from "@/lib/events/catalogue";
import { envelopeOf } from "@/lib/events/envelope";
import { newId } from "@/lib/ids";
import { firstWorkspace } from "@/lib/organizations/first-workspace";
import { liveSecrets } from "@/lib/secrets/signing-secrets";
import { MINUTE_MS } from "@/lib/time";
import type { Destination } from "@/prisma/generated/client";
import { type AttemptResult, attempt } from "./send/attempt";
import { LEASE_MS } from "./send/lease";
import { openDestinations } from "./send/open-destinations";
import { recordAttempt } from "./send/record";

const TESTS_PER_MINUTE_MAX = 20;

/** What a test came to, as the page and the API show it. */
export type TestResult = {
  deliveryId: string;
  eventId: string;
  eventType: string;
  verdict: "delivered" | "retry" | "permanent";
  explanation: string;
  status: number | null;
  headers: Record<string, string> | null;
  body: string | null;
  durationMs: number;
  errorClass: string | null;
};

/**
 * Sends an event type's example to a destination now, by the same request, signature and guard as a real delivery, and
 * answers with what came back. One attempt, on record as a test; it neither retries nor counts in the destination's
 * health. Throws forbidden, not_found, invalid (unknown type) or rate_limited (20 a minute).
 */
export async function sendTest(
  ctx: Context,
  input: { destinationId: string; eventType?: string | undefined },
): Promise<TestResult> {
  authorize(ctx, "webhooks:write");
  const destination = await requireDestination(ctx, input.destinationId);
  await requireRoom(destination.id);
  const eventType = chooseType(destination.eventTypes, input.eventType);
  const row = await storeTest(ctx, destination, eventType);
  const opened = (await openDestinations([{ destinationId: destination.id, version: destination.version }])).get(
    destination.id,
  );
  if (!opened || opened instanceof Error) throw opened ?? notFound("destination");
  const owner = destination.kind === "bridge" ? { workspaceId: row.workspaceId } : { destinationId: destination.id };
  const result = await attempt({
    deliveryId: row.deliveryId,
    attemptNumber: 1,
    attemptsMax: 1,
    event: envelopeOf(row),
    destination: opened,
    signingSecrets: await liveSecrets(owner),
    freshToken: false,
  });
  if (!result) throw new Error("A test asks nobody whether it may start.");
  const { deliveryId, lease } = row;
  await recordAttempt({
    ...{ organizationId: ctx.organizationId, deliveryId, destinationId: destination.id, number: 1, lease, result },
    ...{ tells: "nothing", isProbe: false, learnedIntervalMs: null },
  });
  return testResult(row, result);
}

async function requireDestination(ctx: Context, id: string) {
  const where = { id, organizationId: ctx.organizationId, deletedAt: null };
  const destination = await db.destination.findFirst({ where });
  if (!destination || (destination.workspaceId && !seesWorkspace(ctx, destination.workspaceId))) {
    throw notFound("destination");
  }
  return destination;
}

async function requireRoom(destinationId: string): Promise<void> {
  const since = new Date(clockNow() - MINUTE_MS);
  const sent = await db.delivery.count({ where: { destinationId, origin: "test", createdAt: { gte: since } } });
  if (sent < TESTS_PER_MINUTE_MAX) return;
  const message = `${TESTS_PER_MINUTE_MAX} tests in a minute are enough. Wait a minute, then send the next.`;
  throw new AppError("rate_limited", message, { retryAfterSeconds: 60 });
}

function chooseType(heard: readonly string[], wanted: string | undefined): EventTypeName {
  if (wanted !== undefined) {
    if (isEventType(wanted)) return wanted;
    const message = `${JSON.stringify(wanted)} is not an event type.`;
    throw new AppError("invalid", message, { errors: [{ path: "event_type", message }] });
  }
  const [first] = heard.filter((type) => type !== ALL_EVENTS).filter(isEventType);
  return first ?? "webhook.test";
}

async function storeTest(ctx: Context, destination: Destination, eventType: EventTypeName) {
  const { organizationId } = ctx;
  const workspaceId = destination.workspaceId ?? (await firstWorkspace(ctx));
  const [eventId, deliveryId, timestamp] = [newId("event"), newId("delivery"), new Date(clockNow())];
  const data = JSON.stringify(catalogue[eventType].example.data);
  const row = { organizationId, workspaceId, eventId, eventType };
  // No due time: only this call sends it. Should the process die now, nobody sends a test that nobody waits for.
  const lease = newId("request");
  const leasedUntil = new Date(clockNow() + LEASE_MS);
  const held = { lease, leasedUntil, dueAt: null };
  const delivery = { ...row, id: deliveryId, destinationId: destination.id, origin: "test", ...held };
  await db.$transaction(async (tx) => {
    await tx.event.create({
      data: { id: eventId, organizationId, workspaceId, type: eventType, data, timestamp, isTest: true },
    });
    await tx.delivery.create({ data: delivery });
    const { id: targetId, name: targetLabel, kind } = destination;
    const changes = { event_type: eventType, delivery: deliveryId };
    await audit(ctx, { action: `${kind}.tested`, targetId, targetLabel, changes }, tx);
  });
  return { ...row, deliveryId, lease, timestamp, data };
}

function testResult(
  row: { deliveryId: string; eventId: string; eventType: string },
  result: AttemptResult,
): TestResult {
  return {
    deliveryId: row.deliveryId,
    eventId: row.eventId,
    eventType: row.eventType,
    verdict: result.outcome.verdict,
    explanation: result.outcome.explanation,
    status: result.responseStatus,
    headers: result.responseHeaders,
    body: result.responseBody,
    durationMs: result.durationMs,
    errorClass: result.errorClass,
  };
}
