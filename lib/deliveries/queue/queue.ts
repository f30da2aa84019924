import { inngest } from "@/inngest/client";
import { deliveryDue } from "@/inngest/events";
import { logger } from "@/lib/logger";

/** The SDK posts one request a call; larger calls are cut so that none outgrows the server's limit of a request. */
const EVENTS_PER_SEND = 1_000;

/** A wake-up for the attempt after `attempt` others. The id makes a second wake-up for the same attempt harmless; `salt` makes another one deliberate. */
export type WakeUp = {
  deliveryId: string;
  attempt: number;
  dueAt?: Date | undefined;
  salt?: string;
  /** At a limited destination, this moment was promised to it: newcomers wait behind it. */
  promised?: boolean;
};

/** Queues the first attempts of deliveries that were just stored. */
export async function queueFirstAttempts(deliveryIds: readonly string[]): Promise<void> {
  await queueAttempts(deliveryIds.map((deliveryId) => ({ deliveryId, attempt: 0 })));
}

/**
 * Queues attempts. The queue is a hint and the database the truth: when it cannot be reached this is logged, not thrown,
 * and the sweeper queues them again.
 */
export async function queueAttempts(wakeUps: readonly WakeUp[]): Promise<void> {
  for (let start = 0; start < wakeUps.length; start += EVENTS_PER_SEND) {
    const chunk = wakeUps.slice(start, start + EVENTS_PER_SEND);
    try {
      await inngest.send(chunk.map(toEvent));
    } catch (error) {
      logger.error({ err: error, count: chunk.length }, "deliveries could not be queued; the sweeper will");
    }
  }
}

function toEvent({ deliveryId, attempt, dueAt, salt, promised }: WakeUp) {
  const id = `${deliveryId}:${attempt}${salt ? `:${salt}` : ""}`;
  const data = { deliveryId, attempt, delayed: dueAt !== undefined, ...(promised ? { promised } : {}) };
  return deliveryDue.create(data, { id, ...(dueAt ? { ts: dueAt.getTime() } : {}) });
}
