import { auditInsert } from "@/lib/audit/audit";
import type { Context } from "@/lib/context";
import { db } from "@/lib/db/client";
import { type Destination, Prisma } from "@/prisma/generated/client";

/** Parts of an UPDATE of the row `d`: what it sets, and what it expects of the row as it is then. */
export type DestinationChange = {
  kind: "bridge" | "subscription";
  id: string;
  set: readonly Prisma.Sql[];
  /** Conditions besides whose it is. Where they do not hold, nothing is changed. */
  expect?: readonly Prisma.Sql[];
  /** One that was deleted is changed by being restored alone. */
  isDeleted?: boolean;
  audit: { action: string; changes?: Prisma.InputJsonObject };
};

export type Changed = { id: string; name: string; version: number };

/**
 * Changes a destination of the actor's and records it, in one statement: what others change at the same moment is kept,
 * and nobody waits for a lock over a round trip. Answers undefined, with nothing changed, where there is no such
 * destination or it is not as expected.
 */
export async function changeDestination(ctx: Context, change: DestinationChange): Promise<Changed | undefined> {
  const { kind, id, set, expect = [], isDeleted = false, audit } = change;
  const conditions = [
    Prisma.sql`d.id = ${id} AND d.kind = ${kind} AND d.organization_id = ${ctx.organizationId}`,
    isDeleted ? Prisma.sql`d.deleted_at IS NOT NULL` : Prisma.sql`d.deleted_at IS NULL`,
    ...(kind === "bridge" ? [ofSeenWorkspace(ctx)] : []),
    ...expect,
  ];
  const [changed] = await db.$queryRaw<Changed[]>`
    WITH changed AS (
      UPDATE destinations AS d SET ${Prisma.join([...set, Prisma.sql`updated_at = now()`])}
      WHERE ${Prisma.join(conditions, " AND ")}
      RETURNING d.id, d.name, d.version
    ), noted AS (${auditInsert(ctx, audit, Prisma.sql`SELECT id, name FROM changed`)})
    SELECT id, name, version FROM changed`;
  return changed;
}

function ofSeenWorkspace({ workspaces }: Context): Prisma.Sql {
  return workspaces === "all"
    ? Prisma.sql`d.workspace_id IS NOT NULL`
    : Prisma.sql`d.workspace_id = ANY(${[...workspaces]})`;
}

const COLUMNS = {
  name: ["name", "text"],
  description: ["description", "text"],
  format: ["format", "text"],
  urlSealed: ["url_sealed", "text"],
  urlOrigin: ["url_origin", "text"],
  urlMasked: ["url_masked", "text"],
  config: ["config", "jsonb"],
  credentialsSealed: ["credentials_sealed", "text"],
  eventTypes: ["event_types", "text[]"],
  filters: ["filters", "jsonb"],
  metadata: ["metadata", "jsonb"],
  signatureHeader: ["signature_header", "text"],
  signaturePrefix: ["signature_prefix", "text"],
  timeoutMs: ["timeout_ms", "int"],
  rateLimitPerSecond: ["rate_limit_per_second", "int"],
} as const satisfies Partial<Record<keyof Destination, readonly [string, string]>>;

type Column = keyof typeof COLUMNS;

/** Assignments of a destination's configuration, as Prisma's `data` has it. What is undefined is left out. */
export function assign(data: Partial<Record<Column, unknown>>): Prisma.Sql[] {
  return (Object.keys(data) as Column[])
    .filter((key) => data[key] !== undefined)
    .map((key) => {
      const [column, type] = COLUMNS[key];
      return Prisma.sql`${Prisma.raw(column)} = ${encoded(data[key], type)}::${Prisma.raw(type)}`;
    });
}

function encoded(value: unknown, type: string): unknown {
  if (value === null || value === Prisma.DbNull) return null;
  return type === "jsonb" ? JSON.stringify(value) : value;
}

/** The next version, for a change of the configuration. */
export const nextVersion: Prisma.Sql = Prisma.sql`version = d.version + 1`;

/** A pause, which keeps the moment when it began. */
export const paused: Prisma.Sql = Prisma.sql`paused_at = coalesce(d.paused_at, now())`;

const FRESH_START: Record<string, Prisma.Sql> = {
  paused_at: Prisma.sql`NULL`,
  failing_since: Prisma.sql`NULL`,
  consecutive_failures: Prisma.sql`0`,
  last_verdict: Prisma.sql`NULL`,
  held_until: Prisma.sql`NULL`,
  learned_interval_ms: Prisma.sql`NULL`,
  learned_until: Prisma.sql`NULL`,
  breaker_closed_at: Prisma.sql`CASE WHEN d.breaker_opened_at IS NULL THEN d.breaker_closed_at ELSE now() END`,
  breaker_opened_at: Prisma.sql`NULL`,
  breaker_reason: Prisma.sql`NULL`,
  breaker_probe_at: Prisma.sql`NULL`,
  breaker_probes: Prisma.sql`0`,
};

/**
 * A fresh start for one that was paused or disabled: its failures are forgotten, its circuit breaker closes (what failed
 * before opens it no more, and its backlog leaves at a ramp), and neither a receiver's wish for patience nor the pace it
 * showed holds any more. One that is active stays as it is.
 */
export const freshStart: readonly Prisma.Sql[] = Object.entries(FRESH_START).map(([name, value]) => {
  const column = Prisma.raw(name);
  return Prisma.sql`${column} = CASE WHEN d.paused_at IS NULL AND d.disabled_at IS NULL THEN d.${column} ELSE ${value} END`;
});

/** The end of being disabled. */
export const enabled: Prisma.Sql = Prisma.sql`disabled_at = NULL, disabled_reason = NULL`;
