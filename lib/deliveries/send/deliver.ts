import type { DeliveriesDue } from "@/inngest/events";
import { queueAttempts } from "@/lib/deliveries/queue/queue";
import { SECOND_MS } from "@/lib/time";
import { deliverWaiting } from "./deliver-waiting";
import { bytesLeft, isInFlight } from "./flights";
import { type Claimed, claimNamed } from "./lease";
import { queueAfterLease } from "./queue-after-lease";
import { Run } from "./run";
import { startAttempts } from "./start-attempts";
import { whyNot } from "./why-not";
import { freePlace, isOrdered, leaveWaiting, roomFor, takePlaces } from "./window";

/** How long a run goes on taking more as its first ones end. What is not taken by then waits in the database. */
export const RUN_MS = SECOND_MS;

/**
 * Makes the next attempt of each delivery that a wake-up names, as far as its destination takes it now. Each stands alone:
 * sent at once with the others and recorded when it ends. Returns when what is quick has ended; what is slow goes on
 * under its lease. A wake-up for what was done, cancelled or is under way does nothing. Throws only when the database
 * does; then the same wake-up may simply come again.
 */
export async function deliverDue(due: DeliveriesDue): Promise<{ attempted: number }> {
  const waiting = new Map(Object.entries(due.deliveries ?? {}).map(([id, ids]) => [id, [...ids].sort()]));
  const run = new Run();
  const missed: string[] = [];
  const endsAt = performance.now() + RUN_MS;
  const ordered = [...waiting.keys()].filter(isOrdered);
  for (const destinationId of ordered) waiting.delete(destinationId);
  while (waiting.size > 0 && performance.now() < endsAt) {
    const chosen = choose(waiting);
    if (chosen.length > 0) {
      const claimed = await claimChosen(chosen, due.attempt);
      const taken = new Set(claimed.map(({ id }) => id));
      missed.push(...chosen.filter(({ id }) => !taken.has(id)).map(({ id }) => id));
      run.add(await startAttempts(claimed));
    }
    if (waiting.size === 0 || !(await run.change(endsAt))) break;
  }
  for (const destinationId of waiting.keys()) leaveWaiting(destinationId);
  await lookAtMissed(missed, due.attempt, ordered);
  await queueAfterLease(await run.quick());
  return { attempted: run.attempted };
}

type Chosen = { id: string; destinationId: string };

// Takes out of `waiting` what there is room for, and the places with it.
function choose(waiting: Map<string, string[]>): Chosen[] {
  const chosen: Chosen[] = [];
  for (const [destinationId, ids] of waiting) {
    const next = ids.splice(0, roomFor(destinationId)).filter((id) => !isInFlight(id));
    takePlaces(destinationId, next.length);
    chosen.push(...next.map((id) => ({ id, destinationId })));
    if (ids.length === 0) waiting.delete(destinationId);
  }
  return chosen;
}

async function claimChosen(chosen: readonly Chosen[], attempt: number): Promise<Claimed[]> {
  let claimed: Claimed[] = [];
  try {
    const ids = chosen.map(({ id }) => id).sort();
    claimed = await claimNamed({ ids, attempt, bytesMax: bytesLeft() });
    return claimed;
  } finally {
    const taken = new Set(claimed.map(({ id }) => id));
    for (const { id, destinationId } of chosen) if (!taken.has(id)) freePlace(destinationId, "unsent");
  }
}

// Whoever could not be claimed by name is found by a look at its destination, if it waits for that.
async function lookAtMissed(ids: readonly string[], attempt: number, ordered: readonly string[]): Promise<void> {
  const { later, destinationIds } = ids.length > 0 ? await whyNot(ids, attempt) : { later: [], destinationIds: [] };
  await queueAttempts(later);
  const looks = new Set([...destinationIds, ...ordered]);
  await Promise.all([...looks].map((destinationId) => deliverWaiting({ destinationId })));
}
