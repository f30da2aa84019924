import { sqlPool } from "@/lib/db/client";
import { MINUTE_MS, SECOND_MS } from "@/lib/time";
import { queueAttempts, type WakeUp } from "./queue/queue";

/** How long a due delivery may lie before the sweeper takes it for stranded. */
export const SWEEP_GRACE_MS = 30 * SECOND_MS;
const LOST_AFTER_MS = 5 * MINUTE_MS;
const SALT_PERIOD_MS = 10 * MINUTE_MS;
const SWEPT_MAX = 5_000;

/**
 * Queues deliveries that are due and that nobody holds: those that a crash kept from the queue, and those that the queue
 * lost. Returns how many. The wake-up first carries the id that it should have had, so that one that waits its turn in
 * the queue is not doubled; after five minutes it is taken for lost and gets a new one.
 */
export async function sweepDue(options: { graceMs?: number; now?: Date } = {}): Promise<number> {
  const now = options.now ?? new Date();
  const due = new Date(now.getTime() - (options.graceMs ?? SWEEP_GRACE_MS));
  const { rows } = await sqlPool().query<{ id: string; attempt: number; dueAt: Date }>(DUE, [due, SWEPT_MAX]);
  await queueAttempts(rows.map((row) => wakeUp(row, now)));
  return rows.length;
}

function wakeUp(row: { id: string; attempt: number; dueAt: Date }, now: Date): WakeUp {
  const { id: deliveryId, attempt } = row;
  if (now.getTime() - row.dueAt.getTime() < LOST_AFTER_MS) return { deliveryId, attempt };
  return { deliveryId, attempt, salt: `sweep-${Math.floor(now.getTime() / SALT_PERIOD_MS)}` };
}

const DUE = `
  SELECT id, attempt_count AS attempt, due_at AS "dueAt" FROM deliveries
  WHERE status IN ('pending', 'retrying') AND due_at < $1 AND (leased_until IS NULL OR leased_until < now())
  ORDER BY due_at LIMIT $2`;
