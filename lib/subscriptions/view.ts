import { clockNow } from "@/lib/clock";
import { db } from "@/lib/db/client";
import { heldUntilOf, viewFlow } from "@/lib/destinations/flow-view";
import type { DestinationFilters, EventFilter } from "@/lib/destinations/match";
import { stateOf } from "@/lib/destinations/state";
import type { Destination, Prisma } from "@/prisma/generated/client";
import { choicesOf } from "./choices";
import type { Subscription } from "./schema";

/** Rows as the API shows them, with what is known of their secrets, in one query for all of them. */
export async function viewSubscriptions(
  rows: readonly Destination[],
  tx: Prisma.TransactionClient = db,
): Promise<Subscription[]> {
  const secrets = await tx.signingSecret.findMany({
    where: { destinationId: { in: rows.map((row) => row.id) } },
    orderBy: { id: "desc" },
    select: { destinationId: true, last4: true, expiresAt: true },
  });
  return rows.map((row) =>
    view(
      row,
      secrets.filter((secret) => secret.destinationId === row.id),
    ),
  );
}

/** The same for one. */
export async function viewSubscription(row: Destination, tx?: Prisma.TransactionClient): Promise<Subscription> {
  const [shown] = await viewSubscriptions([row], tx);
  if (!shown) throw new Error("A row always has a view.");
  return shown;
}

type SecretFacts = { last4: string; expiresAt: Date | null };

function view(row: Destination, secrets: readonly SecretFacts[]): Subscription {
  const filters = row.filters as DestinationFilters | null;
  return {
    id: row.id,
    url: row.urlMasked,
    events: choicesOf(row.eventTypes, filters),
    filter: mutable(filters?.all),
    description: row.description,
    metadata: (row.metadata ?? {}) as Record<string, string>,
    rate_limit_per_second: row.rateLimitPerSecond,
    status: stateOf(row),
    ...flowOf(row),
    disabled_reason: row.disabledReason,
    secret_hint: `whsec_••••${secrets.find((secret) => secret.expiresAt === null)?.last4 ?? ""}`,
    previous_secret_expires_at: lastEnd(secrets)?.toISOString() ?? null,
    version: row.version,
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
  };
}

function flowOf(row: Destination): Pick<Subscription, "circuit_breaker" | "held_until"> {
  const flow = viewFlow(row);
  const { breaker } = flow;
  const heldUntil = heldUntilOf(flow, clockNow());
  return {
    circuit_breaker: breaker && {
      opened_at: breaker.openedAt,
      reason: breaker.reason,
      next_probe_at: breaker.nextProbeAt,
    },
    held_until: heldUntil === null ? null : new Date(heldUntil).toISOString(),
  };
}

function lastEnd(secrets: readonly SecretFacts[]): Date | undefined {
  const ends = secrets.flatMap(({ expiresAt }) => expiresAt ?? []).filter((date) => date.getTime() > Date.now());
  return ends.sort((a, b) => b.getTime() - a.getTime())[0];
}

function mutable(filter: EventFilter | undefined): Subscription["filter"] {
  if (!filter) return null;
  const { workspace_ids: workspaces, workroom_ids: workrooms } = filter;
  return {
    ...(workspaces ? { workspace_ids: [...workspaces] } : {}),
    ...(workrooms ? { workroom_ids: [...workrooms] } : {}),
  };
}
