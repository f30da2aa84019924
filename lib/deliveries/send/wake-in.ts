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

/** Attempts of one destination that fall due within this time share a look: a run costs more than a request. */
const SLOT_MS = 250;
// Looks for attempts that fall due, by destination and moment: those that this process has queued and that are to come.
const queuedSlots = new Map<string, number>();

/** Has destinations looked at when attempts of theirs fall due, or up to a quarter of a second later. */
export async function wakeWhenDue(due: readonly { destinationId: string; dueAt: Date }[]): Promise<void> {
  const looks = new Map<number, string[]>();
  for (const { destinationId, dueAt } of due) {
    const at = Math.ceil(dueAt.getTime() / SLOT_MS) * SLOT_MS;
    const key = `${destinationId} ${at}`;
    if (queuedSlots.has(key)) continue;
    queuedSlots.set(key, at);
    looks.set(at, [...(looks.get(at) ?? []), destinationId]);
  }
  for (const [at, destinationIds] of looks) await wakeDestinations(destinationIds, new Date(at));
  if (queuedSlots.size > KEPT_MAX) forgetPast();
}

function forgetPast(): void {
  const now = clockNow();
  for (const [key, at] of queuedSlots) if (at < now) queuedSlots.delete(key);
  // Better a look too many than a memory without end.
  if (queuedSlots.size > KEPT_MAX) queuedSlots.clear();
}
