import { clockNow } from "@/lib/clock";
import { db } from "@/lib/db/client";
import { queueFirstAttempts } from "@/lib/deliveries/queue/queue";
import { newId } from "@/lib/ids";
import { MINUTE_MS, SECOND_MS } from "@/lib/time";
import type { Destination, Prisma, Replay } from "@/prisma/generated/client";
import { stopped } from "./cancel";
import { lockReplay } from "./lock";
import { queueReplay } from "./queue";
import { nextSources, type Source } from "./sources";

/** Deliveries that a replay makes at most in a second … */
export const REPLAY_CHUNK_MAX = 200;
const CHUNK_EVERY_MS = SECOND_MS;
/** … and how many of them may wait for their first attempt: a slow receiver slows its replay, and nobody else. */
export const REPLAY_WAITING_MAX = 400;
const PAUSED_MS = MINUTE_MS;
// Clocks of several machines, and timers, are no more exact than this.
const EARLY_MS = 250;

type Step = { made: { id: string; destinationId: string }[]; nextAt: Date | null };

/**
 * Makes a replay's next chunk of deliveries, in one transaction with the cursor's advance: a crash before its end leaves
 * nothing of the chunk, one after it repeats none. Then queues the deliveries and the chunk after. A wake-up that comes
 * twice, too early or too late does no harm.
 */
export async function advanceReplay(
  { replayId }: { replayId: string },
  now = new Date(clockNow()),
): Promise<{ made: number }> {
  const { made, nextAt } = await db.$transaction(async (tx) => step(await lockReplay(replayId, tx), now, tx));
  await queueFirstAttempts(made);
  if (nextAt) await queueReplay({ replayId, dueAt: nextAt });
  return { made: made.length };
}

async function step(replay: Replay, now: Date, tx: Prisma.TransactionClient): Promise<Step> {
  if (!replay.dueAt || replay.dueAt.getTime() > now.getTime() + EARLY_MS) return { made: [], nextAt: null };
  const destination = await tx.destination.findUniqueOrThrow({ where: { id: replay.destinationId } });
  const obstacle = obstacleOf(destination);
  if (obstacle) {
    await tx.replay.update({ where: { id: replay.id }, data: stopped(replay, obstacle) });
    return { made: [], nextAt: null };
  }
  const limit = destination.pausedAt ? 0 : await room(replay, destination, tx);
  const sources = limit > 0 ? await nextSources(tx, replay, replay.cursor, limit) : [];
  const made = await repeat(replay, sources, tx);
  const isDone = limit > 0 && sources.length < limit;
  const nextAt = isDone ? null : new Date(now.getTime() + (destination.pausedAt ? PAUSED_MS : CHUNK_EVERY_MS));
  const ended = isDone ? { status: "completed", endedAt: now } : {};
  await tx.replay.update({
    where: { id: replay.id },
    data: { cursor: sources.at(-1)?.id ?? replay.cursor, created: { increment: made.length }, dueAt: nextAt, ...ended },
  });
  return { made, nextAt };
}

function obstacleOf({ deletedAt, disabledAt }: Destination): string | undefined {
  if (deletedAt) return "The webhook was deleted.";
  return disabledAt ? "The webhook was disabled." : undefined;
}

async function room(replay: Replay, destination: Destination, tx: Prisma.TransactionClient): Promise<number> {
  const waiting = await tx.delivery.count({ where: { replayId: replay.id, status: "pending", attemptCount: 0 } });
  const perChunk = Math.min(REPLAY_CHUNK_MAX, destination.rateLimitPerSecond ?? REPLAY_CHUNK_MAX);
  return Math.min(perChunk, REPLAY_WAITING_MAX - waiting);
}

async function repeat(replay: Replay, sources: readonly Source[], tx: Prisma.TransactionClient): Promise<Step["made"]> {
  const { id: replayId, organizationId, destinationId } = replay;
  const rows = sources.map(({ id: resendOfId, ...source }) => ({
    id: newId("delivery"),
    ...source,
    organizationId,
    destinationId,
    origin: "replay",
    replayId,
    resendOfId,
  }));
  const made = await tx.delivery.createManyAndReturn({ data: rows, skipDuplicates: true, select: { id: true } });
  return made.map(({ id }) => ({ id, destinationId }));
}
