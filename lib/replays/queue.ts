import { inngest } from "@/inngest/client";
import { replayDue } from "@/inngest/events";
import { logger } from "@/lib/logger";

/** A replay's next chunk and when it falls due. */
export type ReplayWakeUp = { replayId: string; dueAt: Date };

/**
 * Queues a replay's next chunk. The queue is a hint: when it cannot be reached this is logged, and the sweeper queues it
 * again. One wake-up a moment, however often it is sent.
 */
export async function queueReplay({ replayId, dueAt }: ReplayWakeUp): Promise<void> {
  const ts = dueAt.getTime();
  try {
    await inngest.send(replayDue.create({ replayId }, { id: `${replayId}:${ts}`, ts }));
  } catch (error) {
    logger.error({ err: error, replayId }, "a replay could not be queued; the sweeper will");
  }
}
