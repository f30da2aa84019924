// Next evaluates modules once a module graph; the process has one clock all the same.
const shared = globalThis as typeof globalThis & { atelyaClock?: { offsetMs: number } };

/**
 * The moment by the database's clock, Unix milliseconds: what is due, leased or in turn is judged by it alone, so that a
 * process whose own clock is wrong harms nothing. The process's own clock until the first look.
 */
export function clockNow(): number {
  return Math.round(Date.now() + (shared.atelyaClock?.offsetMs ?? 0));
}

/** Says how far the database's clock is ahead of this process's, in milliseconds. */
export function setClockOffset(offsetMs: number): void {
  shared.atelyaClock = { offsetMs };
}
