import type pg from "pg";
import { workPool } from "@/lib/db/client";
import { FLOWS_FREELY } from "@/lib/destinations/flow";
import { newId } from "@/lib/ids";
import { SECOND_MS } from "@/lib/time";

/** How long a claim holds without a renewal. A crashed process's deliveries are free again after it. */
export const LEASE_MS = 20 * SECOND_MS;

/** A delivery under a lease of ours. `leaseEndsAt` is on this process's own steady clock (`performance.now()`). */
export type Held = { id: string; lease: string; leaseEndsAt: number };

/** A delivery that this process, and no other, may attempt now. */
export type Claimed = Held & {
  organizationId: string;
  workspaceId: string;
  destinationId: string;
  eventId: string;
  eventType: string;
  origin: string;
  /** Attempts on record before this one, and how many of them count in no limit. */
  attemptCount: number;
  sparedCount: number;
  lastStatus: number | null;
  data: string;
  timestamp: Date;
  /** The destination's version and kind. */
  version: number;
  kind: string;
};

/** A delivery that has not ended. */
export const IS_OPEN = "d.status IN ('pending', 'retrying')";

/**
 * A delivery that nobody holds. After a restart of the database every lease looks ended, though its holder may live and
 * only could not renew it: holders get ten seconds to come back before anybody takes theirs over.
 */
export const IS_FREE = `(d.leased_until IS NULL
    OR (d.leased_until < now() AND pg_postmaster_start_time() < now() - interval '10 seconds'))`;

/**
 * Claims deliveries by name, in one statement and in the order of their ids: each has not ended, its attempt after
 * `attempt` others is due, nobody holds it, and its destination flows freely. Rows that another statement has locked are
 * passed over. What is left out was done, is under way, or waits for its destination.
 */
export function claimNamed(input: { ids: readonly string[]; attempt: number; bytesMax: number }): Promise<Claimed[]> {
  return claim(NAMED, [input.ids, input.attempt], input.bytesMax);
}

/** Claims a destination's oldest due deliveries, at most `count`, but for those that this process has in hand. */
export function claimOldest(input: {
  destinationId: string;
  count: number;
  inHand: readonly string[];
  bytesMax: number;
}): Promise<Claimed[]> {
  return claim(OLDEST, [input.destinationId, input.count, input.inHand], input.bytesMax);
}

async function claim(found: string, values: readonly unknown[], bytesMax: number): Promise<Claimed[]> {
  const askedAt = performance.now();
  const lease = newId("request");
  const n = values.length;
  const text = `
    WITH found AS MATERIALIZED (${found}), sized AS (
      SELECT f.id, e.data, e."timestamp",
        sum(octet_length(e.data)) OVER (ORDER BY f.id) - octet_length(e.data) AS bytes_before
      FROM found f JOIN events e ON e.organization_id = f.organization_id AND e.id = f.event_id
    )
    UPDATE deliveries d SET lease = $${n + 1}, leased_until = now() + ${LEASE_MS} * interval '1 millisecond'
    FROM sized s, destinations x
    WHERE d.id = s.id AND x.id = d.destination_id AND s.bytes_before < $${n + 2}
    RETURNING d.id, d.lease, d.organization_id AS "organizationId", d.workspace_id AS "workspaceId",
      d.destination_id AS "destinationId", d.event_id AS "eventId", d.event_type AS "eventType", d.origin,
      d.attempt_count AS "attemptCount", d.spared_count AS "sparedCount", d.last_status AS "lastStatus", s.data,
      s."timestamp", x.version, x.kind`;
  const { rows } = await workPool().query<Claimed>(text, [...values, lease, bytesMax]);
  // Counted from before the statement: the database's lease cannot end sooner.
  return rows.map((row) => ({ ...row, leaseEndsAt: askedAt + LEASE_MS })).sort((a, b) => (a.id < b.id ? -1 : 1));
}

const NAMED = `
  SELECT d.id, d.organization_id, d.event_id
  FROM unnest($1::text[]) AS w(id) JOIN deliveries d ON d.id = w.id JOIN destinations x ON x.id = d.destination_id
  WHERE d.attempt_count = $2 AND ${IS_OPEN} AND d.due_at <= now() AND ${IS_FREE} AND ${FLOWS_FREELY}
  ORDER BY d.id FOR UPDATE OF d SKIP LOCKED`;

const OLDEST = `
  SELECT d.id, d.organization_id, d.event_id FROM deliveries d
  WHERE d.destination_id = $1 AND ${IS_OPEN} AND d.due_at <= now() AND ${IS_FREE} AND NOT (d.id = ANY($3::text[]))
  ORDER BY d.id LIMIT $2 FOR UPDATE SKIP LOCKED`;

// Ours, in the order of ids; rows that another statement has locked are passed over.
const OURS = `
  SELECT d.id FROM deliveries d JOIN unnest($1::text[], $2::text[]) AS w(id, lease) ON d.id = w.id AND d.lease = w.lease
  WHERE ${IS_OPEN} ORDER BY d.id FOR UPDATE OF d SKIP LOCKED`;

/** Gives claimed deliveries back, as they are, for anybody to take at once. A lease that was lost gives nothing back. */
export async function giveBack(held: readonly Held[]): Promise<void> {
  if (held.length === 0) return;
  const text = `
    WITH ours AS (${OURS})
    UPDATE deliveries d SET lease = NULL, leased_until = NULL FROM ours WHERE d.id = ours.id`;
  await workPool().query(text, namesOf(held));
}

/** Renews leases; returns the ids of those that still were ours. */
export async function renewLeases(pool: pg.Pool, held: readonly Held[]): Promise<string[]> {
  const text = `
    WITH ours AS (${OURS})
    UPDATE deliveries d SET leased_until = now() + ${LEASE_MS} * interval '1 millisecond' FROM ours
    WHERE d.id = ours.id RETURNING d.id`;
  const { rows } = await pool.query<{ id: string }>(text, namesOf(held));
  return rows.map(({ id }) => id);
}

/**
 * When a look at a destination that found nothing more to claim may find something, in milliseconds from now: once the
 * last lease of its open deliveries has ended, but for those in hand here, or when something falls due within `soonMs`.
 * Null otherwise: what is due later has a wake-up of its own.
 */
export async function comesFreeInMs(
  destinationId: string,
  { inHand, soonMs }: { inHand: readonly string[]; soonMs: number },
): Promise<number | null> {
  const { rows } = await workPool().query<{ ms: number | null }>(
    `SELECT (extract(epoch FROM least(
       max(d.leased_until) FILTER (WHERE d.leased_until >= now()) + interval '1 second',
       min(d.due_at) FILTER (WHERE d.leased_until IS NULL)
     ) - now()) * 1000)::float8 AS ms
     FROM deliveries d
     WHERE d.destination_id = $1 AND ${IS_OPEN} AND NOT (d.id = ANY($2::text[]))
       AND (d.leased_until >= now() OR (d.due_at > now() AND d.due_at <= now() + $3 * interval '1 millisecond'))`,
    [destinationId, inHand, soonMs],
  );
  return rows[0]?.ms ?? null;
}

function namesOf(held: readonly Held[]): [string[], string[]] {
  return [held.map(({ id }) => id), held.map(({ lease }) => lease)];
}
