import { clockNow } from "@/lib/clock";
import { queueAttempts } from "@/lib/deliveries/queue/queue";
import { SECOND_MS } from "@/lib/time";
import { LEASE_MS } from "./lease";
import type { Started } from "./run";

/**
 * Queues deliveries whose attempt is still under way when their run ends. The run is all that the queue knows of them:
 * should this process die, these wake-ups bring them back after their leases. Else they find nothing to do.
 */
export async function queueAfterLease(slow: readonly Started[]): Promise<void> {
  const dueAt = new Date(clockNow() + LEASE_MS + SECOND_MS);
  await queueAttempts(
    slow.map(({ id, destinationId, attempt }) => ({ deliveryId: id, destinationId, attempt, dueAt })),
  );
}
