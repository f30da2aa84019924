import { SECOND_MS } from "@/lib/time";

/** Requests to one destination that this process has open at once: a burst must not be an attack. */
export const OPEN_MAX = 100;
/** Deliveries that wait here for one of those to end; more would let one slow destination hold every batch. */
export const WAITING_MAX = 400;

const AWAY_MS_MIN = 5 * SECOND_MS;
const RETURNS_PER_SECOND = 50;

/** `returnAt`: when the last one that was sent away comes back. */
type Gate = { open: number; waiting: (() => void)[]; returnAt: number };

const gates = new Map<string, Gate>();

/** What a delivery may do: pass now, calling `leave` when it is done, or come back after `awayMs`. */
export type Passage = { leave: () => void } | { awayMs: number };

/**
 * Asks to send to a destination. Waits for one of its open requests to end while few wait; where many do, sends the
 * delivery away for a while, longer the more are away, so that a slow destination holds up nobody but itself.
 */
export async function pass(destinationId: string, now = Date.now()): Promise<Passage> {
  const gate = gates.get(destinationId) ?? { open: 0, waiting: [], returnAt: 0 };
  gates.set(destinationId, gate);
  if (gate.open >= OPEN_MAX && gate.waiting.length >= WAITING_MAX) return { awayMs: sendAway(gate, now) };
  if (gate.open >= OPEN_MAX) await new Promise<void>((resolve) => gate.waiting.push(resolve));
  else gate.open += 1;
  return { leave: () => leave(destinationId, gate) };
}

// The place of one that ends goes to the one that has waited longest.
function leave(destinationId: string, gate: Gate): void {
  const next = gate.waiting.shift();
  if (next) {
    next();
    return;
  }
  gate.open -= 1;
  if (gate.open === 0) gates.delete(destinationId);
}

// Those sent away come back one after the other, not as one wave.
function sendAway(gate: Gate, now: number): number {
  gate.returnAt = Math.max(gate.returnAt, now + AWAY_MS_MIN) + SECOND_MS / RETURNS_PER_SECOND;
  return Math.round(gate.returnAt - now);
}
