import { setTimeout as wait } from "node:timers/promises";

/** An attempt that was begun: its delivery, how many attempts came before, and its end. `ended` never rejects. */
export type Started = { id: string; destinationId: string; attempt: number; ended: Promise<void> };

/** What is not answered within this time is slow: a run does not wait for it. */
export const QUICK_MS = 300;
// Attempts that end together make room together.
const GATHER_MS = 5;

/** The attempts that one run of a function has begun. */
export class Run {
  /** How many it has begun in all. */
  attempted = 0;
  private readonly open = new Set<Started>();
  private wake: () => void = () => undefined;

  add(started: readonly Started[]): void {
    for (const one of started) {
      this.attempted++;
      this.open.add(one);
      void one.ended.then(() => {
        this.open.delete(one);
        this.wake();
      });
    }
  }

  /** Waits until one of those under way has ended, at most until a moment of the steady clock. False when none is under way. */
  async change(endsAt: number): Promise<boolean> {
    if (this.open.size === 0) return false;
    await this.next(endsAt - performance.now());
    await wait(GATHER_MS);
    return true;
  }

  /** Waits until all have ended or the time for quick ones is over; returns those that are still under way. */
  async quick(): Promise<Started[]> {
    const endsAt = performance.now() + QUICK_MS;
    while (this.open.size > 0 && performance.now() < endsAt) await this.next(endsAt - performance.now());
    return [...this.open];
  }

  private async next(ms: number): Promise<void> {
    const timer = new AbortController();
    const woken = new Promise<void>((resolve) => {
      this.wake = resolve;
    });
    const over = wait(Math.max(0, ms), undefined, { ref: false, signal: timer.signal }).catch(() => undefined);
    await Promise.race([woken, over]);
    timer.abort();
  }
}
