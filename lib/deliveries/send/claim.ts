import { sqlPool } from "@/lib/db/client";
import type { WakeUp } from "@/lib/deliveries/queue/queue";
import { SECOND_MS } from "@/lib/time";

/** How long a claim holds without a renewal. A crashed process's deliveries are free again after it. */
export const LEASE_MS = 20 * SECOND_MS;
const RENEW_EVERY_MS = 5 * SECOND_MS;

/** A delivery that this process, and no other, may attempt now. */
export type Claimed = {
  id: string;
  organizationId: string;
  workspaceId: string;
  destinationId: string;
  eventId: string;
  eventType: string;
  origin: string;
  /** Attempts on record before this one. */
  attemptCount: number;
  lastStatus: number | null;
  data: string;
  timestamp: Date;
  /** Of the destination. */
  version: number;
  kind: string;
  /** The destination's limit of requests a second; null without one. */
  perSecond: number | null;
  state: "active" | "paused" | "disabled" | "deleted";
};

/**
 * Claims what is still to be attempted, in one statement: the delivery has not ended, the wake-up is for its next attempt
 * and nobody holds it. What is left out was done already, or is under way elsewhere.
 */
export async function claimDeliveries(wakeUps: readonly WakeUp[]): Promise<Claimed[]> {
  const { rows } = await sqlPool().query<Claimed>(CLAIM, [
    wakeUps.map((wakeUp) => wakeUp.deliveryId),
    wakeUps.map((wakeUp) => wakeUp.attempt),
    LEASE_MS,
  ]);
  return rows;
}

const CLAIM = `
  UPDATE deliveries d SET leased_until = now() + $3::int * interval '1 millisecond'
  FROM unnest($1::text[], $2::int[]) AS w(id, attempt), events e, destinations x
  WHERE d.id = w.id AND d.attempt_count = w.attempt AND d.status IN ('pending', 'retrying')
    AND (d.leased_until IS NULL OR d.leased_until < now())
    AND e.organization_id = d.organization_id AND e.id = d.event_id AND x.id = d.destination_id
  RETURNING d.id, d.organization_id AS "organizationId", d.workspace_id AS "workspaceId",
    d.destination_id AS "destinationId", d.event_id AS "eventId", d.event_type AS "eventType", d.origin,
    d.attempt_count AS "attemptCount", d.last_status AS "lastStatus", e.data, e."timestamp", x.version, x.kind,
    x.rate_limit_per_second AS "perSecond",
    CASE WHEN x.deleted_at IS NOT NULL THEN 'deleted' WHEN x.disabled_at IS NOT NULL THEN 'disabled'
      WHEN x.paused_at IS NOT NULL THEN 'paused' ELSE 'active' END AS state`;

/**
 * Wake-ups for deliveries that somebody else holds: when that holder dies without a record, its lease ends and these
 * bring the delivery back.
 */
export async function afterLease(wakeUps: readonly WakeUp[]): Promise<WakeUp[]> {
  const { rows } = await sqlPool().query<{ id: string; attempt: number; leasedUntil: Date }>(HELD, [
    wakeUps.map((wakeUp) => wakeUp.deliveryId),
    wakeUps.map((wakeUp) => wakeUp.attempt),
  ]);
  return rows.map(({ id, attempt, leasedUntil }) => ({
    deliveryId: id,
    attempt,
    dueAt: new Date(leasedUntil.getTime() + SECOND_MS),
    salt: `lease-${leasedUntil.getTime()}`,
  }));
}

const HELD = `
  SELECT d.id, d.attempt_count AS attempt, d.leased_until AS "leasedUntil"
  FROM deliveries d JOIN unnest($1::text[], $2::int[]) AS w(id, attempt)
    ON d.id = w.id AND d.attempt_count = w.attempt
  WHERE d.status IN ('pending', 'retrying') AND d.leased_until >= now()`;

const inFlight = new Set<string>();
let renewal: NodeJS.Timeout | undefined;

/** Keeps the leases of deliveries alive while `work` runs: a slow or queued request is not taken for a crash. */
export async function holding<T>(id: string, work: () => Promise<T>): Promise<T> {
  inFlight.add(id);
  renewal ??= setInterval(() => void renew(), RENEW_EVERY_MS).unref();
  try {
    return await work();
  } finally {
    inFlight.delete(id);
    if (inFlight.size === 0) {
      clearInterval(renewal);
      renewal = undefined;
    }
  }
}

async function renew(): Promise<void> {
  // A renewal that fails is made up for by the next; two in a row leave the lease standing still.
  await sqlPool()
    .query(
      "UPDATE deliveries SET leased_until = now() + $2::int * interval '1 millisecond' WHERE id = ANY($1::text[]) AND leased_until IS NOT NULL",
      [[...inFlight], LEASE_MS],
    )
    .catch(() => undefined);
}
