import { clockNow } from "@/lib/clock";
import { db } from "@/lib/db/client";
import { SWEEP_GRACE_MS } from "@/lib/deliveries/sweep";
import { queueReplay } from "./queue";

/** Queues replays whose next chunk is overdue: those that a crash or a lost wake-up stranded. Returns how many. */
export async function sweepReplays(options: { graceMs?: number } = {}): Promise<number> {
  const now = new Date(clockNow());
  const due = new Date(now.getTime() - (options.graceMs ?? SWEEP_GRACE_MS));
  const rows = await db.replay.findMany({ where: { status: "running", dueAt: { lt: due } }, select: { id: true } });
  await Promise.all(rows.map(({ id }) => queueReplay({ replayId: id, dueAt: now })));
  return rows.length;
}
