import { inngest } from "@/inngest/client";
import { inboundDue } from "@/inngest/events";
import { groupCommit } from "@/lib/db/group-commit";
import { logger } from "@/lib/logger";

/** A wake-up for an inbound event's next try. `id` makes a second one for the same try harmless. */
export type InboundWakeUp = { inboundId: string; attempt: number; id: string; dueAt?: Date | undefined };

// Whoever answers a provider does not wait for this, so wake-ups wait for company: those that are sent together run together,
// and a run costs more than what is done in it.
const send = groupCommit<InboundWakeUp, undefined>(sendTogether, {
  itemsMax: 1_000,
  writersMax: 1,
  gatherMs: () => 100,
});

/** Queues tries. The queue is a hint: when it cannot be reached this is logged, and the sweeper queues them again. */
export async function queueInbound(wakeUps: readonly InboundWakeUp[]): Promise<void> {
  await send(wakeUps);
}

async function sendTogether(wakeUps: readonly InboundWakeUp[]): Promise<undefined[]> {
  try {
    await inngest.send(
      wakeUps.map(({ inboundId, attempt, id, dueAt }) =>
        inboundDue.create({ inboundId, attempt }, { id, ...(dueAt ? { ts: dueAt.getTime() } : {}) }),
      ),
    );
  } catch (error) {
    logger.error({ err: error, count: wakeUps.length }, "inbound events could not be queued; the sweeper will");
  }
  return wakeUps.map(() => undefined);
}
