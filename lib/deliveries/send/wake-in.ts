import { clockNow } from "@/lib/clock";
import { wakeDestinations } from "@/lib/deliveries/queue/queue";

const KEPT_MAX = 10_000;
// When this process has a look at a destination queued already, by the database's clock.
const queuedAt = new Map<string, number>();

/**
 * Has a destination looked at after a span, in milliseconds. Whoever asks again for the same moment or a later one, while
 * one look is still to come, asks for nothing new: thousands of deliveries may find the same breaker open.
 */
export async function wakeIn(destinationId: string, ms: number): Promise<void> {
  const now = clockNow();
  const at = now + Math.max(0, Math.ceil(ms));
  const known = queuedAt.get(destinationId);
  if (known !== undefined && known > now && known <= at) return;
  if (queuedAt.size >= KEPT_MAX) queuedAt.clear();
  queuedAt.set(destinationId, at);
  await wakeDestinations([destinationId], new Date(at));
}
