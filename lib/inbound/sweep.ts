import { clockNow } from "@/lib/clock";
import { sqlPool } from "@/lib/db/client";
import { SWEEP_GRACE_MS } from "@/lib/deliveries/sweep";
import { HOUR_MS, MINUTE_MS } from "@/lib/time";
import { AGAIN_MAX, handleAgain } from "./queue/again";
import { queueInbound } from "./queue/queue";
import { receivers } from "./registry";

const SWEPT_MAX = 5_000;
// However long a process was down after its crash, within reason; what was parked before that waits for its owner.
const PARKED_WITHIN_MS = 6 * HOUR_MS;
const SALT_PERIOD_MS = 5 * MINUTE_MS;

/**
 * Queues inbound events whose next try is overdue and that nobody holds, those that a crash or a lost wake-up stranded,
 * and hands parked ones again whose owner is known by now. Returns how many.
 */
export async function sweepInbound(options: { graceMs?: number; now?: Date } = {}): Promise<number> {
  const now = options.now ?? new Date(clockNow());
  const until = new Date(now.getTime() - (options.graceMs ?? SWEEP_GRACE_MS));
  return (await queueDue(until, now)) + (await releaseOwned(until, now));
}

async function queueDue(due: Date, now: Date): Promise<number> {
  const { rows } = await sqlPool().query<{ id: string; attempt: number }>(DUE, [due, SWEPT_MAX]);
  // One wake-up for a try in five minutes: what waits its turn in the queue is not doubled at every sweep.
  const salt = Math.floor(now.getTime() / SALT_PERIOD_MS);
  await queueInbound(rows.map(({ id, attempt }) => ({ inboundId: id, attempt, id: `${id}:${attempt}:sweep-${salt}` })));
  return rows.length;
}

// Whoever handled them parked them, and died before seeing that they had been linked meanwhile.
async function releaseOwned(until: Date, now: Date): Promise<number> {
  const since = new Date(now.getTime() - PARKED_WITHIN_MS);
  let released = 0;
  for (const receiver of Object.values(receivers)) {
    const ids = (await receiver.ownedParked?.({ since, until, max: AGAIN_MAX })) ?? [];
    if (ids.length > 0) released += await handleAgain({ id: { in: ids }, status: "parked" });
  }
  return released;
}

const DUE = `
  SELECT id, attempt_count AS attempt FROM inbound_events
  WHERE status = 'received' AND due_at < $1 AND (leased_until IS NULL OR leased_until < now())
  ORDER BY due_at LIMIT $2`;
