import { setTimeout as wait } from "node:timers/promises";
import { queueAttempts, type WakeUp } from "@/lib/deliveries/queue/queue";
import type { EventEnvelope } from "@/lib/events/envelope";
import { liveSecrets } from "@/lib/secrets/signing-secrets";
import { attempt } from "./attempt";
import { afterLease, type Claimed, claimDeliveries, holding } from "./claim";
import { disableDestination } from "./disable";
import { pass } from "./gate";
import { openDestinations, type SendingDestination } from "./open-destinations";
import { pace } from "./pace";
import { postpone } from "./postpone";
import { recordAttempt } from "./record";
import { settleInactive } from "./settle-inactive";

/**
 * Makes the next attempt of each delivery that the wake-ups name. Each stands alone: sent at once with the others and
 * recorded when it ends. A wake-up for what was done, cancelled or is under way does nothing. Throws only when the
 * database does; then the same wake-ups may simply come again.
 */
export async function deliverDue(wakeUps: readonly WakeUp[]): Promise<{ attempted: number }> {
  const claimed = await claimDeliveries(wakeUps);
  if (claimed.length < wakeUps.length) await queueAttempts(await afterLease(unclaimed(wakeUps, claimed)));
  await settleInactive(claimed.filter((delivery) => delivery.state !== "active"));
  const awake = claimed.filter((delivery) => delivery.state === "active");
  const { going: active, waitMs } = await pace(awake, wakeUps);
  const destinations = await openDestinations(active);
  const secrets = await signingSecretsOf(active);
  const attempts = active.map((delivery) =>
    holding(delivery.id, async () => {
      const turnIn = waitMs.get(delivery.id)?.() ?? 0;
      if (turnIn > 0) await wait(turnIn);
      await attemptOne(delivery, destinations.get(delivery.destinationId), secrets);
    }),
  );
  // Every attempt gets its chance before a failure of ours ends the batch.
  const settled = await Promise.allSettled(attempts);
  const failed = settled.find((result) => result.status === "rejected");
  if (failed) throw failed.reason;
  return { attempted: active.length };
}

function unclaimed(wakeUps: readonly WakeUp[], claimed: readonly Claimed[]): WakeUp[] {
  const taken = new Set(claimed.map((delivery) => delivery.id));
  return wakeUps.filter((wakeUp) => !taken.has(wakeUp.deliveryId));
}

type Secrets = ReadonlyMap<string, readonly string[]>;

// A bridge signs with its workspace's secret, a subscription with its own.
async function signingSecretsOf(deliveries: readonly Claimed[]): Promise<Secrets> {
  const owners = new Map(deliveries.map((delivery) => [secretOwner(delivery), delivery]));
  const entries = [...owners].map(async ([owner, delivery]) => [owner, await liveSecrets(ownerOf(delivery))] as const);
  return new Map(await Promise.all(entries));
}

function ownerOf({ kind, workspaceId, destinationId }: Claimed) {
  return kind === "bridge" ? { workspaceId } : { destinationId };
}

function secretOwner(delivery: Claimed): string {
  return delivery.kind === "bridge" ? delivery.workspaceId : delivery.destinationId;
}

async function attemptOne(
  delivery: Claimed,
  destination: SendingDestination | Error | undefined,
  secrets: Secrets,
): Promise<void> {
  if (destination === undefined) return;
  if (destination instanceof Error) throw destination;
  const passage = await pass(delivery.destinationId);
  if ("awayMs" in passage) return postpone(delivery, passage.awayMs);
  const number = delivery.attemptCount + 1;
  // The next request to this destination need not wait for this one's record.
  const result = await attempt({
    deliveryId: delivery.id,
    attemptNumber: number,
    event: envelopeOf(delivery),
    destination,
    signingSecrets: secrets.get(secretOwner(delivery)) ?? [],
    freshToken: delivery.lastStatus === 401,
  }).finally(passage.leave);
  const { organizationId, destinationId } = delivery;
  await recordAttempt({ organizationId, deliveryId: delivery.id, destinationId, number, result });
  if (result.outcome.disables) {
    await disableDestination({ organizationId, destinationId, reason: result.outcome.explanation });
  }
}

/** A stored event as the outside world sees it. */
export function envelopeOf(row: {
  eventId: string;
  eventType: string;
  timestamp: Date;
  organizationId: string;
  workspaceId: string;
  data: string;
}): EventEnvelope {
  return {
    id: row.eventId,
    type: row.eventType,
    timestamp: row.timestamp.toISOString(),
    organization_id: row.organizationId,
    workspace_id: row.workspaceId,
    data: JSON.parse(row.data) as Record<string, unknown>,
  };
}
