import { wakeDestinations } from "@/lib/deliveries/queue/queue";
import { returnProbe, takeProbe } from "@/lib/destinations/breaker";
import { type Flow, readFlow } from "@/lib/destinations/flow";
import { MINUTE_MS, SECOND_MS } from "@/lib/time";
import { admit } from "./admission";
import { cancelLeftOver } from "./cancel-open";
import { bytesLeft, flightsTo } from "./flights";
import { type Claimed, claimOldest, comesFreeInMs, giveBack } from "./lease";
import { queueAfterLease } from "./queue-after-lease";
import { Run } from "./run";
import { startAttempts } from "./start-attempts";
import { HORIZON_MS, takeTurns, turnsWithinHorizon } from "./turns";
import { wakeIn } from "./wake-in";
import { freePlace, leaveWaiting, noteOrdered, roomFor, stopWaiting, takePlaces } from "./window";

/** How long one look at a destination goes on before others get their chance. */
const LOOK_MS = SECOND_MS;
const CLAIM_MAX = 100;
const LOCKED_MS = SECOND_MS;
const SOON_MS = SECOND_MS;
// A look that is queued comes a little late: the exact moment is waited for with a timer.
const EARLY_MS = HORIZON_MS / 2;

// Two looks at one destination at once would only take each other's turns.
const looking = new Map<string, { again: boolean }>();

/**
 * Sends what waits for a destination, the oldest first, as far as it takes it now, and has itself called again when it
 * takes more. Called as often as one likes: a look that finds nothing does nothing. Throws only when the database does.
 */
export async function deliverWaiting({ destinationId }: { destinationId: string }): Promise<{ attempted: number }> {
  const known = looking.get(destinationId);
  if (known) {
    known.again = true;
    return { attempted: 0 };
  }
  const own = { again: false };
  looking.set(destinationId, own);
  const run = new Run();
  try {
    do {
      own.again = false;
      await look(destinationId, run);
    } while (own.again);
  } finally {
    looking.delete(destinationId);
  }
  await queueAfterLease(await run.quick());
  return { attempted: run.attempted };
}

async function look(destinationId: string, run: Run): Promise<void> {
  stopWaiting(destinationId);
  const endsAt = performance.now() + LOOK_MS;
  while (performance.now() < endsAt) {
    const flow = await readFlow(destinationId);
    if (!flow) return;
    const admission = admit(flow);
    noteOrdered(destinationId, admission.kind !== "go" || admission.perSecond !== null);
    if (admission.kind === "rest") return;
    if (admission.kind === "cancel") {
      await cancelLeftOver(destinationId, admission.state);
      return;
    }
    if (admission.kind === "wait") return wakeIn(destinationId, admission.ms);
    if (admission.kind === "probe") return probe(destinationId, run);
    const goesOn =
      admission.perSecond === null
        ? await sendFreely(destinationId, run)
        : await sendInTurn(destinationId, flow, admission.perSecond, run);
    if (!goesOn) return wakeWhenFree(destinationId, admission.perSecond === null ? 0 : SOON_MS);
    if (roomFor(destinationId) > 0) continue;
    if (!(await run.change(endsAt))) return leaveWaiting(destinationId);
  }
  await wakeDestinations([destinationId]);
}

// True when more may wait.
async function sendFreely(destinationId: string, run: Run): Promise<boolean> {
  const { claimed, mayBeMore } = await claim(destinationId, Math.min(roomFor(destinationId), CLAIM_MAX));
  run.add(await startAttempts(claimed));
  return mayBeMore;
}

// At a limited destination: as many as have their turn within the horizon. The next look comes shortly before the next turn.
async function sendInTurn(id: string, flow: Flow, perSecond: number, run: Run): Promise<boolean> {
  const turnInMs = Math.max(0, flow.turnInMs ?? 0);
  if (turnInMs > HORIZON_MS) {
    await wakeIn(id, turnInMs - EARLY_MS);
    return false;
  }
  const count = Math.min(roomFor(id), CLAIM_MAX, turnsWithinHorizon(perSecond));
  const { claimed, mayBeMore } = await claim(id, count);
  if (claimed.length === 0) return mayBeMore;
  const turns = await takeTurns({ destinationId: id, count: claimed.length, perSecond });
  if (!turns) {
    // Somebody has the destination's row locked. Nobody waits for that, least of all with deliveries in hand.
    await giveBack(claimed);
    for (const _ of claimed) freePlace(id, "unsent");
    await wakeIn(id, LOCKED_MS);
    return false;
  }
  run.add(await startAttempts(claimed, { inMs: turns.inMs }));
  if (mayBeMore) await wakeIn(id, turns.nextInMs - EARLY_MS);
  return false;
}

// A look may be one that is made again after a crash: what the dead process held is free after its lease. And whoever asked
// for one may have been a moment too early, by its own clock or by the rounding of the database's.
async function wakeWhenFree(destinationId: string, soonMs: number): Promise<void> {
  const inMs = await comesFreeInMs(destinationId, { inHand: flightsTo(destinationId), soonMs });
  if (inMs !== null) await wakeIn(destinationId, inMs);
}

async function probe(destinationId: string, run: Run): Promise<void> {
  if (!(await takeProbe(destinationId))) return wakeIn(destinationId, LOCKED_MS);
  const { claimed } = await claim(destinationId, 1);
  if (claimed.length === 0) {
    await returnProbe(destinationId);
    return wakeWhenFree(destinationId, SOON_MS);
  }
  run.add(await startAttempts(claimed, { isProbe: true }));
  // Should this process die meanwhile: whoever looks then may probe again.
  await wakeIn(destinationId, MINUTE_MS);
}

async function claim(destinationId: string, count: number): Promise<{ claimed: Claimed[]; mayBeMore: boolean }> {
  if (count <= 0) return { claimed: [], mayBeMore: true };
  takePlaces(destinationId, count);
  let claimed: Claimed[] = [];
  try {
    const bytesMax = bytesLeft();
    claimed = await claimOldest({ destinationId, count, inHand: flightsTo(destinationId), bytesMax });
    const bytes = claimed.reduce((sum, { data }) => sum + data.length, 0);
    return { claimed, mayBeMore: claimed.length === count || bytes >= bytesMax };
  } finally {
    for (let unused = claimed.length; unused < count; unused++) freePlace(destinationId, "unsent");
  }
}
