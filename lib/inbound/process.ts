import pLimit from "p-limit";
import { db } from "@/lib/db";
import { newId } from "@/lib/ids";
import { logger } from "@/lib/logger";
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from "@/lib/time";
import type { InboundEvent } from "@/prisma/generated/client";
import { handleAgain } from "./again";
import type { HandlerResult, Receiver } from "./define-receiver";
import { queueInbound } from "./queue";
import { receivers } from "./registry";
import { settle } from "./settle";

/** The wait before each further try, when our own trouble ended the one before. */
export const RETRY_DELAYS_MS: readonly number[] = [
  5 * SECOND_MS,
  30 * SECOND_MS,
  2 * MINUTE_MS,
  10 * MINUTE_MS,
  HOUR_MS,
  6 * HOUR_MS,
  DAY_MS,
];

// A handler that has not ended by then was lost with its process.
const LEASE_SECONDS = 15;
// Handlers hold a connection to the database while they wait for a lock; the pool is left to the pages besides.
const handling = pLimit(8);

export type ProcessOptions = { receivers?: Readonly<Record<string, Receiver>>; now?: Date };

/**
 * Runs the handlers of inbound events that are due, each once at a time in all processes, and records what each came to
 * before anything else. A handler that throws is tried again later; it fails no other. Returns how many ended.
 */
export async function processInbound(ids: readonly string[], options: ProcessOptions = {}): Promise<{ ended: number }> {
  const outcomes = await Promise.all(
    ids.map((id) =>
      handling(async () => {
        const now = options.now ?? new Date();
        const row = await claim(id, now);
        return row ? handleOne(row, options.receivers ?? receivers, now) : "unclaimed";
      }),
    ),
  );
  await wakeAfterLease(ids.filter((_, index) => outcomes[index] === "unclaimed"));
  return { ended: outcomes.filter((outcome) => outcome === "ended").length };
}

// Just before its handler runs, so that a crash holds up no event that only waited for its turn.
async function claim(id: string, now: Date): Promise<InboundEvent | undefined> {
  const [row] = await db.inboundEvent.updateManyAndReturn({
    where: {
      id,
      status: "received",
      dueAt: { lte: new Date(now.getTime() + SECOND_MS) },
      OR: [{ leasedUntil: null }, { leasedUntil: { lt: now } }],
    },
    data: { leasedUntil: new Date(now.getTime() + LEASE_SECONDS * SECOND_MS), attemptCount: { increment: 1 } },
  });
  return row;
}

// Somebody else holds them: should that process die without a record, its lease ends and these bring them back.
async function wakeAfterLease(ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const held = await db.inboundEvent.findMany({
    where: { id: { in: [...ids] }, status: "received", leasedUntil: { gte: new Date() } },
    select: { id: true, attemptCount: true, leasedUntil: true },
  });
  await queueInbound(
    held.flatMap(({ id, attemptCount: attempt, leasedUntil }) => {
      if (!leasedUntil) return [];
      const dueAt = new Date(leasedUntil.getTime() + SECOND_MS);
      // Never the first try's number: batches take no heed of time.
      return { inboundId: id, attempt: Math.max(1, attempt), id: `${id}:lease-${leasedUntil.getTime()}`, dueAt };
    }),
  );
}

type Outcome = "ended" | "postponed" | "unclaimed";

async function handleOne(row: InboundEvent, known: Readonly<Record<string, Receiver>>, now: Date): Promise<Outcome> {
  try {
    const receiver = known[row.provider];
    const on = receiver?.on ?? {};
    const handler = Object.hasOwn(on, row.type) ? on[row.type] : undefined;
    const result: HandlerResult = handler
      ? await handler({ row, payload: JSON.parse(row.payload), now })
      : { status: "ignored", reason: `Nothing here acts on ${row.type}.` };
    await settle(row, result);
    if (result.status === "parked") await releaseIfOwned(row, receiver);
    return "ended";
  } catch (error) {
    await postpone(row, error);
    return "postponed";
  }
}

// Whoever linked its sender while the handler ran has not seen it among the parked.
async function releaseIfOwned({ id, subject }: InboundEvent, receiver: Receiver | undefined): Promise<void> {
  if (subject && (await receiver?.isOwned?.(subject))) await handleAgain({ id, status: "parked" });
}

// Our own trouble: the provider was answered long ago, so trying again is ours to do.
async function postpone(row: InboundEvent, error: unknown): Promise<void> {
  const referenceId = newId("request");
  logger.error({ err: error, inboundId: row.id, type: row.type, referenceId }, "an inbound event could not be handled");
  const delay = RETRY_DELAYS_MS[row.attemptCount - 1];
  const reason = `Something went wrong on our side. Reference: ${referenceId}`;
  if (delay === undefined) {
    const data = { status: "failed", reason, dueAt: null, leasedUntil: null, processedAt: new Date() };
    await db.inboundEvent.update({ where: { id: row.id }, data });
    return;
  }
  const dueAt = new Date(Date.now() + delay);
  await db.inboundEvent.update({ where: { id: row.id }, data: { dueAt, leasedUntil: null, reason } });
  await queueInbound([{ inboundId: row.id, attempt: row.attemptCount, id: `${row.id}:${row.attemptCount}`, dueAt }]);
}
