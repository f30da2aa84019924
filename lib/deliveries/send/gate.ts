import { SECOND_MS } from "@/lib/time";

/** Requests to one destination that this process has open at once: a burst must not be an attack. */
export const OPEN_MAX = 100;
/** Deliveries that may wait here for one of those to end, however slow the destination is. */
export const WAITING_MIN = 400;
/** More may wait, as many as the destination takes in this time at the pace that it shows. */
export const WAIT_MS_MAX = 3 * SECOND_MS;
export const LOOK_EVERY_MS = 500;

const AWAY_MS_MIN = 5 * SECOND_MS;
const RETURNS_PER_SECOND_MIN = 50;

/** What a delivery may do: pass now, calling `leave` when it is done, or come back after `awayMs`. */
export type Passage = { leave: () => void } | { awayMs: number };

type Gate = {
  open: number;
  /** Who waits, the longest first. */
  waiting: ((passage: Passage) => void)[];
  /** Everybody, until a look has shown the destination's pace. */
  waitingMax: number;
  /** Requests that ended since the last look. */
  ended: number;
  lookedAt: number;
  perSecond: number;
  /** When the last one that was sent away comes back. */
  returnAt: number;
  looking: NodeJS.Timeout | undefined;
};

const gates = new Map<string, Gate>();

/**
 * Asks to send to a destination. Waits for one of its open requests to end as long as that is soon at its own pace; what
 * would wait longer is sent away for a while, longer the more are away, so that a slow destination holds up nobody but
 * itself and a quick one takes all it can.
 */
export async function pass(destinationId: string): Promise<Passage> {
  const gate = gates.get(destinationId) ?? openGate(destinationId);
  if (gate.open < OPEN_MAX) {
    gate.open += 1;
    return { leave: () => leave(destinationId, gate) };
  }
  if (gate.waiting.length >= gate.waitingMax) return { awayMs: sendAway(gate) };
  if (!gate.looking) startLooking(gate);
  return new Promise((resolve) => gate.waiting.push(resolve));
}

function openGate(destinationId: string): Gate {
  const gate: Gate = {
    open: 0,
    waiting: [],
    waitingMax: Number.POSITIVE_INFINITY,
    ended: 0,
    lookedAt: 0,
    perSecond: 0,
    returnAt: 0,
    looking: undefined,
  };
  gates.set(destinationId, gate);
  return gate;
}

// The place of one that ends goes to the one that has waited longest.
function leave(destinationId: string, gate: Gate): void {
  gate.ended += 1;
  const next = gate.waiting.shift();
  if (next) {
    next({ leave: () => leave(destinationId, gate) });
    return;
  }
  gate.open -= 1;
  if (gate.open > 0) return;
  clearInterval(gate.looking);
  gates.delete(destinationId);
}

function startLooking(gate: Gate): void {
  gate.ended = 0;
  gate.lookedAt = Date.now();
  gate.looking = setInterval(() => look(gate), LOOK_EVERY_MS).unref();
}

// Whoever waits beyond what the pace lets through in time goes away, the latest first to come.
function look(gate: Gate): void {
  const now = Date.now();
  gate.perSecond = (gate.ended * SECOND_MS) / Math.max(1, now - gate.lookedAt);
  gate.ended = 0;
  gate.lookedAt = now;
  gate.waitingMax = Math.max(WAITING_MIN, Math.ceil((gate.perSecond * WAIT_MS_MAX) / SECOND_MS));
  for (const goAway of gate.waiting.splice(gate.waitingMax)) goAway({ awayMs: sendAway(gate) });
}

// Those sent away come back one after the other, not as one wave.
function sendAway(gate: Gate): number {
  const now = Date.now();
  const returnsPerSecond = Math.max(RETURNS_PER_SECOND_MIN, gate.perSecond);
  gate.returnAt = Math.max(gate.returnAt, now + AWAY_MS_MIN) + SECOND_MS / returnsPerSecond;
  return Math.round(gate.returnAt - now);
}
