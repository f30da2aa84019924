import { inngest } from "@/inngest/client";
import { deliveriesDue, destinationDue } from "@/inngest/events";
import { newId } from "@/lib/ids";
import { throttledLogger as logger } from "@/lib/throttled-log";

/** Deliveries that one wake-up names at most. */
export const WAKE_UP_MAX = 100;
/** The SDK posts one request a call; larger calls are cut so that none outgrows the server's limit of a request. */
const EVENTS_PER_SEND = 1_000;
// Attempts that fall due within this time share a wake-up: an event costs a run, and on Inngest's server money.
const TOGETHER_MS = 250;

/** A delivery whose attempt after `attempt` others falls due at a moment by the database's clock, or now. */
export type Due = { deliveryId: string; destinationId: string; attempt: number; dueAt?: Date | undefined };

/** Queues the first attempts of deliveries that were just stored: one wake-up a hundred, sent at once. */
export async function queueFirstAttempts(deliveries: readonly { id: string; destinationId: string }[]): Promise<void> {
  await queueAttempts(deliveries.map(({ id, destinationId }) => ({ deliveryId: id, destinationId, attempt: 0 })));
}

/**
 * Queues attempts; those that fall due together share a wake-up. A wake-up that comes twice, or for what was done, does
 * nothing. The queue is a hint and the database the truth: when it cannot be reached this is logged, not thrown, and the
 * sweeper finds what is due.
 */
export async function queueAttempts(due: readonly Due[]): Promise<void> {
  const groups = new Map<string, Due[]>();
  for (const each of due) {
    const key = `${each.attempt} ${each.dueAt ? Math.ceil(each.dueAt.getTime() / TOGETHER_MS) : ""}`;
    const group = groups.get(key);
    if (group) group.push(each);
    else groups.set(key, [each]);
  }
  await send([...groups.values()].flatMap(inHundreds).map(wakeUp));
}

/** Has what waits for these destinations looked at, at a moment by the database's clock or now. */
export async function wakeDestinations(destinationIds: readonly string[], at?: Date): Promise<void> {
  await send(
    destinationIds.map((destinationId) => {
      const id = `${destinationId}:${newId("request")}`;
      return destinationDue.create({ destinationId }, at ? { id, ts: at.getTime() } : { id });
    }),
  );
}

function inHundreds(group: readonly Due[]): Due[][] {
  const parts: Due[][] = [];
  for (let start = 0; start < group.length; start += WAKE_UP_MAX) parts.push(group.slice(start, start + WAKE_UP_MAX));
  return parts;
}

function wakeUp(group: readonly Due[]) {
  const deliveries: Record<string, string[]> = {};
  for (const { destinationId, deliveryId } of group) {
    const known = deliveries[destinationId];
    if (known) known.push(deliveryId);
    else deliveries[destinationId] = [deliveryId];
  }
  const times = group.flatMap(({ dueAt }) => dueAt?.getTime() ?? []);
  const id = newId("request");
  const data = { attempt: group[0]?.attempt ?? 0, deliveries };
  return deliveriesDue.create(data, times.length > 0 ? { id, ts: Math.max(...times) } : { id });
}

type Sendable = ReturnType<typeof wakeUp> | ReturnType<typeof destinationDue.create>;

async function send(events: readonly Sendable[]): Promise<void> {
  for (let start = 0; start < events.length; start += EVENTS_PER_SEND) {
    const chunk = events.slice(start, start + EVENTS_PER_SEND);
    try {
      await inngest.send(chunk);
    } catch (error) {
      logger.error({ err: error, count: chunk.length }, "wake-ups could not be queued; the sweeper finds what is due");
    }
  }
}
