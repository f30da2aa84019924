import { inngest } from "@/inngest/client";
import { inboundDue } from "@/inngest/events";
import { logger } from "@/lib/logger";

/** A wake-up for an inbound event's next try. `id` makes a second one for the same try harmless. */
export type InboundWakeUp = { inboundId: string; attempt: number; id: string; dueAt?: Date | undefined };

/** Queues tries. The queue is a hint: when it cannot be reached this is logged, and the sweeper queues them again. */
export async function queueInbound(wakeUps: readonly InboundWakeUp[]): Promise<void> {
  if (wakeUps.length === 0) return;
  try {
    await inngest.send(
      wakeUps.map(({ inboundId, attempt, id, dueAt }) =>
        inboundDue.create({ inboundId, attempt }, { id, ...(dueAt ? { ts: dueAt.getTime() } : {}) }),
      ),
    );
  } catch (error) {
    logger.error({ err: error, count: wakeUps.length }, "inbound events could not be queued; the sweeper will");
  }
}
