import { wakeDestinations } from "@/lib/deliveries/queue/queue";
import { SECOND_MS } from "@/lib/time";
import { bytesLeft, FLIGHTS_MAX, flightCount } from "./flights";

/** Requests to one destination that this process has open at most: a burst must not be an attack. */
export const OPEN_MAX = 100;
/** A destination of which nothing is known starts with so many: one that takes one a second turns few away. */
const FIRST = 2;
/** While none of these has been answered, one more may go each time this has passed, up to this many in all. */
const GROWS_EVERY_MS = 200;
const UNANSWERED_MAX = 10;
/** One destination takes at most this share of what the process has left. */
const SHARE = 4;
/** A window is forgotten when it was not used for so long. */
const KEPT_MS = 10 * 60 * SECOND_MS;
const WINDOWS_MAX = 10_000;
const SUCCESSES_KEPT_MAX = 1_000;

/**
 * What this process may have open to one destination, and what it has. It grows with each answer and shrinks by half with
 * each failure of a dead host's kind, so that a hanging destination holds little, and a quick one takes all it can.
 */
type Window = {
  open: number;
  size: number;
  /** Since when something is open that nobody has answered; on the steady clock, 0 when nothing is. */
  unansweredSince: number;
  usedAt: number;
  /** The receiver asked for patience: nothing before this moment, on the steady clock. */
  heldUntil: number;
  /** The last answer asked for patience: one request shows whether it takes something again. */
  wasRefused: boolean;
  /** When it last took something, on the steady clock; the newest last. */
  successes: number[];
  /** Something waits for it in the database. */
  hasWaiting: boolean;
  timer: NodeJS.Timeout | undefined;
  /** Until when it is known to take its deliveries in their order alone: it is limited, held or open; on the steady clock. */
  orderedUntil: number;
  /** When the timer rings, on the steady clock. */
  looksAt: number;
};

// Next evaluates modules once a module graph; the bounds are the process's.
const shared = globalThis as typeof globalThis & { atelyaWindows?: Map<string, Window> };

function windowOf(destinationId: string): Window {
  shared.atelyaWindows ??= new Map();
  const windows = shared.atelyaWindows;
  const now = performance.now();
  let window = windows.get(destinationId);
  if (!window) {
    if (windows.size >= WINDOWS_MAX) forgetUnused(windows, now);
    window = {
      open: 0,
      size: FIRST,
      unansweredSince: 0,
      usedAt: now,
      heldUntil: 0,
      wasRefused: false,
      successes: [],
      hasWaiting: false,
      timer: undefined,
      orderedUntil: 0,
      looksAt: Number.POSITIVE_INFINITY,
    };
    windows.set(destinationId, window);
  }
  window.usedAt = now;
  return window;
}

function forgetUnused(windows: Map<string, Window>, now: number): void {
  for (const [id, window] of windows) {
    if (window.open === 0 && !window.hasWaiting && now - window.usedAt > KEPT_MS) windows.delete(id);
  }
}

/** How many more requests may go to a destination now. */
export function roomFor(destinationId: string): number {
  const window = windowOf(destinationId);
  const now = performance.now();
  if (now < window.heldUntil) return 0;
  const left = FLIGHTS_MAX - flightCount();
  if (left <= 0 || bytesLeft() <= 0) return 0;
  const allowed = Math.min(OPEN_MAX, Math.max(window.size, grown(window, now)));
  return Math.max(0, Math.min(allowed - window.open, Math.ceil(left / SHARE)));
}

function grown({ unansweredSince, open, wasRefused }: Window, now: number): number {
  if (wasRefused) return 1;
  if (open === 0) return FIRST;
  return Math.min(UNANSWERED_MAX, FIRST + Math.floor((now - unansweredSince) / GROWS_EVERY_MS));
}

/** Takes places for requests that are about to go. */
export function takePlaces(destinationId: string, count: number): void {
  if (count <= 0) return;
  const window = windowOf(destinationId);
  if (window.open === 0) window.unansweredSince = performance.now();
  window.open += count;
}

/**
 * How a request ended, for the window: `answered` by a living host; `failed` with an answer that a proxy before a dead host may
 * give (5xx); `dead`, without any; `refused` with a wish for patience; `unsent`.
 */
export type Ended = "answered" | "failed" | "dead" | "refused" | "unsent";

/** Frees a place. What waits in the database for it is looked at. */
export function freePlace(destinationId: string, ended: Ended): void {
  const window = windowOf(destinationId);
  window.open = Math.max(0, window.open - 1);
  if (ended === "answered") {
    window.size = Math.min(OPEN_MAX, window.size + 1);
    window.unansweredSince = performance.now();
    window.successes.push(window.unansweredSince);
    if (window.successes.length > SUCCESSES_KEPT_MAX) window.successes.splice(0, SUCCESSES_KEPT_MAX / 2);
  }
  // What fails at once holds nothing for long: it need not be sent one by one.
  if (ended === "failed") window.size = Math.max(Math.min(window.size, UNANSWERED_MAX), Math.floor(window.size / 2));
  if (ended === "dead") window.size = Math.max(1, Math.floor(window.size / 2));
  if (ended === "refused") window.size = 1;
  if (ended !== "unsent") window.wasRefused = ended === "refused";
  if (window.hasWaiting) lookSoon(destinationId, window, 0);
}

/** Starts a destination's window anew: after an open breaker nothing is known of it. */
export function resetWindow(destinationId: string): void {
  const window = windowOf(destinationId);
  window.size = 1;
  window.heldUntil = 0;
}

/** Keeps everything back for a span, and says how much the receiver has taken in one of that length before. */
export function holdWindow(destinationId: string, ms: number): number {
  const window = windowOf(destinationId);
  const now = performance.now();
  window.heldUntil = Math.max(window.heldUntil, now + ms);
  return takenWithin(destinationId, ms);
}

/** How much the receiver has lately taken of this process, within a span in milliseconds; of the last 500 to 1,000. */
export function takenWithin(destinationId: string, ms: number): number {
  const since = performance.now() - ms;
  return windowOf(destinationId).successes.filter((at) => at > since).length;
}

/** Ends such a span here, once it stands in the destination's row: from then on the row decides, which an admin may change. */
export function releaseWindow(destinationId: string): void {
  windowOf(destinationId).heldUntil = 0;
}

/** Notes that something waits in the database for this destination: it is looked at as soon as there is room for it. */
export function leaveWaiting(destinationId: string): void {
  const window = windowOf(destinationId);
  window.hasWaiting = true;
  const inMs = window.heldUntil - performance.now();
  lookSoon(destinationId, window, inMs > 0 ? inMs : GROWS_EVERY_MS);
}

/** Keeps in mind whether a destination takes its deliveries in their order alone, so that no claim by name is tried in vain. */
export function noteOrdered(destinationId: string, ordered: boolean): void {
  windowOf(destinationId).orderedUntil = ordered ? performance.now() + ORDERED_MS : 0;
}

/** Whether it lately did. A guess: a look at the destination decides. */
export function isOrdered(destinationId: string): boolean {
  return windowOf(destinationId).orderedUntil > performance.now();
}

/** Called by whoever looks: from now on a free place calls nobody, until something is left waiting again. */
export function stopWaiting(destinationId: string): void {
  const window = windowOf(destinationId);
  window.hasWaiting = false;
  clearTimeout(window.timer);
  window.timer = undefined;
}

const GATHER_MS = 10;
const ORDERED_MS = 60 * SECOND_MS;

function lookSoon(destinationId: string, window: Window, inMs: number): void {
  // A moment later, so that places that are freed together are filled together.
  const looksAt = performance.now() + Math.max(GATHER_MS, inMs);
  if (window.timer && window.looksAt <= looksAt) return;
  clearTimeout(window.timer);
  window.looksAt = looksAt;
  window.timer = setTimeout(() => look(destinationId, window), looksAt - performance.now()).unref();
}

function look(destinationId: string, window: Window): void {
  window.timer = undefined;
  if (!window.hasWaiting) return;
  if (roomFor(destinationId) > 0) {
    window.hasWaiting = false;
    void wakeDestinations([destinationId], undefined);
    return;
  }
  // Nobody's end may come for a long time; a window of unanswered requests opens by itself meanwhile.
  if (window.open < UNANSWERED_MAX || flightCount() >= FLIGHTS_MAX) lookSoon(destinationId, window, GROWS_EVERY_MS);
}
