import { audit } from "@/lib/audit/audit";
import { clockNow } from "@/lib/clock";
import { authorize, type Context } from "@/lib/context";
import { db } from "@/lib/db/client";
import { lockName } from "@/lib/db/name-lock";
import { floorId } from "@/lib/deliveries/log/floor-id";
import { requireAwake } from "@/lib/destinations/require-awake";
import { AppError } from "@/lib/errors";
import { newId } from "@/lib/ids";
import type { Remember } from "@/lib/subscriptions/create";
import { findSubscription } from "@/lib/subscriptions/find";
import { parseInput } from "@/lib/validation/parse";
import type { Destination, Prisma } from "@/prisma/generated/client";
import { queueReplay } from "./queue";
import { ENDED_STATUSES, type ReplayPreview, type ReplayRequest, type ReplayView, replayRequest } from "./schema";
import { countSources, type Selection } from "./sources";
import { viewReplay } from "./view";

/**
 * Starts sending a subscription's past deliveries again, or counts them in a dry run. `input` is untrusted. Throws
 * invalid, forbidden, not_found, or conflict when the subscription takes nothing now or has a replay under way.
 */
export async function createReplay(
  ctx: Context,
  webhookId: string,
  input: unknown,
  remember: Remember<ReplayView | ReplayPreview> = async () => undefined,
): Promise<ReplayView | ReplayPreview> {
  authorize(ctx, "webhooks:write");
  const request = parseInput(replayRequest, input);
  const destination = await findSubscription(ctx, webhookId);
  const selection = selectionOf(ctx, webhookId, request);
  if (request.dry_run) return preview(selection);
  requireAwake(destination);
  const row = await db.$transaction(async (tx) => {
    await requireNoOther(webhookId, tx);
    const stored = await store(ctx, selection, tx);
    await note(ctx, destination, stored, tx);
    await remember(tx, await viewReplay(stored, tx));
    return stored;
  });
  if (row.dueAt) await queueReplay({ replayId: row.id, dueAt: row.dueAt });
  return viewReplay(row);
}

function selectionOf(ctx: Context, destinationId: string, request: ReplayRequest): Selection {
  const now = new Date(clockNow());
  const until = request.until && request.until < now ? request.until : now;
  if (request.since >= until) {
    const message = "must lie before until, and in the past";
    throw new AppError("invalid", `since: ${message}`, { errors: [{ path: "since", message }] });
  }
  return {
    organizationId: ctx.organizationId,
    destinationId,
    since: request.since,
    until,
    statuses: [...new Set(request.status === undefined ? ENDED_STATUSES : [request.status].flat())],
    types: [...new Set(request.types)],
    workspaceIds: ctx.workspaces === "all" ? [] : [...ctx.workspaces],
  };
}

async function preview(selection: Selection): Promise<ReplayPreview> {
  const { destinationId, since, until } = selection;
  return {
    dry_run: true,
    webhook_id: destinationId,
    since: since.toISOString(),
    until: until.toISOString(),
    matched: await countSources(db, selection),
  };
}

// Two replays at once would count each other's deliveries. The lock makes simultaneous requests come one by one.
async function requireNoOther(destinationId: string, tx: Prisma.TransactionClient): Promise<void> {
  await lockName(tx, `replays:${destinationId}`);
  const other = await tx.replay.findFirst({ where: { destinationId, status: "running" }, select: { id: true } });
  if (!other) return;
  throw new AppError(
    "conflict",
    `The replay ${other.id} of this webhook is under way. Wait for its end, or cancel it.`,
  );
}

async function store(ctx: Context, selection: Selection, tx: Prisma.TransactionClient) {
  const matched = await countSources(tx, selection);
  const ended = matched === 0 ? { status: "completed", dueAt: null, endedAt: new Date(clockNow()) } : {};
  const cursor = floorId(selection.since);
  return tx.replay.create({
    data: { id: newId("replay"), ...selection, matched, cursor, createdById: ctx.actor.id, ...ended },
  });
}

async function note(
  ctx: Context,
  { name }: Destination,
  replay: { id: string; destinationId: string; since: Date; until: Date; matched: number },
  tx: Prisma.TransactionClient,
): Promise<void> {
  const { id, destinationId, since, until, matched } = replay;
  const changes = { webhook: destinationId, since: since.toISOString(), until: until.toISOString(), matched };
  await audit(ctx, { action: "replay.created", targetId: id, targetLabel: name, changes }, tx);
}
