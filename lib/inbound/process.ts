import pLimit from "p-limit";
import { clockNow } from "@/lib/clock";
import { db } from "@/lib/db/client";
import { databaseTrouble } from "@/lib/db/trouble";
import { newId } from "@/lib/ids";
import { logger } from "@/lib/logger";
import { logEachSecond } from "@/lib/throttled-log";
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from "@/lib/time";
import type { InboundEvent } from "@/prisma/generated/client";
import { claimInbound } from "./claim";
import { handleAgain } from "./queue/again";
import { queueInbound } from "./queue/queue";
import type { HandlerResult, Receiver } from "./receiver/define-receiver";
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

// So many publish and are recorded together. Those that wait for a lock wait for it in this process, not on a connection.
const handling = pLimit(16);
// One statement claims so many: a few, for they are held while they wait for their turn.
const CLAIMED_MAX = 16;

export type ProcessOptions = { receivers?: Readonly<Record<string, Receiver>>; now?: Date };

/**
 * Runs the handlers of inbound events that are due, each once at a time in all processes, and records what each came to
 * before anything else. A handler that throws is tried again later; it fails no other. Returns how many ended.
 */
export async function processInbound(ids: readonly string[], options: ProcessOptions = {}): Promise<{ ended: number }> {
  const known = options.receivers ?? receivers;
  let ended = 0;
  const unclaimed: string[] = [];
  for (let start = 0; start < ids.length; start += CLAIMED_MAX) {
    const wanted = ids.slice(start, start + CLAIMED_MAX);
    const now = options.now ?? new Date(clockNow());
    const rows = await claimInbound(wanted, now);
    const outcomes = await Promise.all(rows.map((row) => handling(() => handleOne(row, known, now))));
    ended += outcomes.filter((outcome) => outcome === "ended").length;
    const claimed = new Set(rows.map(({ id }) => id));
    unclaimed.push(...wanted.filter((id) => !claimed.has(id)));
  }
  await wakeAfterLease(unclaimed);
  return { ended };
}

// Somebody else holds them: should that process die without a record, its lease ends and these bring them back.
async function wakeAfterLease(ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const held = await db.inboundEvent.findMany({
    where: { id: { in: [...ids] }, status: "received", leasedUntil: { gte: new Date(clockNow()) } },
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

type Outcome = "ended" | "postponed";

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
  const fields = { err: error, inboundId: row.id, type: row.type, referenceId };
  const message = "an inbound event could not be handled";
  if (databaseTrouble(error)) logEachSecond("inbound-database", fields, message);
  else logger.error(fields, message);
  const delay = RETRY_DELAYS_MS[row.attemptCount - 1];
  const reason = `Something went wrong on our side. Reference: ${referenceId}`;
  if (delay === undefined) {
    const data = { status: "failed", reason, dueAt: null, leasedUntil: null, processedAt: new Date(clockNow()) };
    await db.inboundEvent.update({ where: { id: row.id }, data });
    return;
  }
  const dueAt = new Date(clockNow() + delay);
  await db.inboundEvent.update({ where: { id: row.id }, data: { dueAt, leasedUntil: null, reason } });
  await queueInbound([{ inboundId: row.id, attempt: row.attemptCount, id: `${row.id}:${row.attemptCount}`, dueAt }]);
}
