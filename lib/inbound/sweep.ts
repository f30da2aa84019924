import { sqlPool } from "@/lib/db";
import { SWEEP_GRACE_MS } from "@/lib/deliveries/sweep";
import { MINUTE_MS } from "@/lib/time";
import { queueInbound } from "./queue";

const SWEPT_MAX = 5_000;
const SALT_PERIOD_MS = 5 * MINUTE_MS;

/** Queues inbound events whose next try is overdue and that nobody holds: those that a crash or a lost wake-up stranded. Returns how many. */
export async function sweepInbound(options: { graceMs?: number; now?: Date } = {}): Promise<number> {
  const now = options.now ?? new Date();
  const due = new Date(now.getTime() - (options.graceMs ?? SWEEP_GRACE_MS));
  const { rows } = await sqlPool().query<{ id: string; attempt: number }>(DUE, [due, SWEPT_MAX]);
  // One wake-up for a try in five minutes: what waits its turn in the queue is not doubled at every sweep.
  const salt = Math.floor(now.getTime() / SALT_PERIOD_MS);
  await queueInbound(rows.map(({ id, attempt }) => ({ inboundId: id, attempt, id: `${id}:${attempt}:sweep-${salt}` })));
  return rows.length;
}

const DUE = `
  SELECT id, attempt_count AS attempt FROM inbound_events
  WHERE status = 'received' AND due_at < $1 AND (leased_until IS NULL OR leased_until < now())
  ORDER BY due_at LIMIT $2`;
