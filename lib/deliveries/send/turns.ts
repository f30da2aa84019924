import { SECOND_MS } from "@/lib/time";

/** Turns that come within this time are waited for with a timer; later ones through the queue. */
export const HORIZON_MS = 300;

/** How a limited destination stands. Unix milliseconds with fractions. */
export type Pace = {
  now: number;
  perSecond: number;
  /** No further request before this moment. */
  pacedUntil: number;
  /** The first turn that no waiting delivery has been promised. */
  nextSlotAt: number;
};

/** A delivery's turn: it goes at that moment, which is near, or comes back then. */
export type Turn = { at: number; goes: boolean };

/**
 * Gives each delivery of a batch its turn: first those that come back because their turn was promised, then newcomers,
 * who never overtake those that wait. Requests stand at least 1/perSecond apart whatever comes late or in a wave: a turn
 * is taken when it is used, and a promise only says when to ask again. Pure.
 */
export function allotTurns(
  pace: Pace,
  demand: { promised: number; newcomers: number },
): { turns: Turn[]; pacedUntil: number; nextSlotAt: number } {
  const step = SECOND_MS / pace.perSecond;
  const first = Math.max(pace.pacedUntil, pace.now);
  const room = Math.max(0, Math.floor((pace.now + HORIZON_MS - first) / step) + 1);
  const promised = Math.min(demand.promised, room);
  const isQueueEmpty = pace.nextSlotAt <= first + promised * step;
  const newcomers = isQueueEmpty ? Math.min(demand.newcomers, room - promised) : 0;
  const going = promised + newcomers;
  const pacedUntil = first + going * step;
  const queueEnd = Math.max(pace.nextSlotAt, pacedUntil);
  const staying = demand.promised + demand.newcomers - going;
  const goes = (count: number, from: number) =>
    Array.from({ length: count }, (_, index) => ({ at: first + (from + index) * step, goes: true }));
  const comes = (count: number, from: number) =>
    Array.from({ length: count }, (_, index) => ({ at: queueEnd + (from + index) * step, goes: false }));
  const promisedStaying = demand.promised - promised;
  return {
    turns: [
      ...goes(promised, 0),
      ...comes(promisedStaying, 0),
      ...goes(newcomers, promised),
      ...comes(staying - promisedStaying, promisedStaying),
    ],
    pacedUntil,
    nextSlotAt: queueEnd + staying * step,
  };
}
