import type pg from "pg";
import { nextDueMs } from "./queue-claim";
import type { EngineLogger } from "./types";
import { WakeUp } from "./wake-up";

// A timer may ring a little before its time by the other clock.
const TIMER_EARLY_MS = 2;

export type RoundsOptions = {
  pool: pg.Pool;
  logger: EngineLogger;
  functionIds: readonly string[];
  pollMs: number;
  /** What else to do when the queue is looked through. */
  onLook: () => Promise<void>;
  /** Takes due runs; true when more may be waiting that could start now. */
  claim: () => Promise<boolean>;
};

/** Says when to claim: at each poll, when something falls due, and at once when told so. Goes by the process's steady clock. */
export class Rounds {
  private readonly wakeUp: WakeUp;
  private nextLookAt = 0;
  private endedWellAt = performance.now();

  constructor(private readonly options: RoundsOptions) {
    this.wakeUp = new WakeUp(() => this.round(), options.pollMs);
  }

  /** Sees to it that the queue is looked through within `delayMs`: another process says so, or something falls due. */
  lookWithin(delayMs: number): void {
    this.nextLookAt = Math.min(this.nextLookAt, performance.now() + delayMs);
    this.wakeUp.within(delayMs);
  }

  /** Claims at once what is known to wait. */
  claimSoon(): void {
    this.wakeUp.within(0);
  }

  /** Milliseconds since due runs were last asked for with success. */
  get stalledForMs(): number {
    return performance.now() - this.endedWellAt;
  }

  /** Lets the round that is under way end, and begins no other. */
  stop(): Promise<void> {
    return this.wakeUp.stop();
  }

  private async round(): Promise<void> {
    const looks = performance.now() >= this.nextLookAt - TIMER_EARLY_MS;
    if (looks) this.nextLookAt = performance.now() + this.options.pollMs;
    try {
      const more = await this.options.claim();
      if (looks) await this.lookAhead();
      this.endedWellAt = performance.now();
      if (more) this.claimSoon();
    } catch (error) {
      this.options.logger.warn({ err: error }, "the engine could not look for due runs and tries again");
    }
    // After the claim and apart from it: whatever goes wrong here, what is due runs.
    if (looks) await this.options.onLook();
  }

  private async lookAhead(): Promise<void> {
    const nextMs = await nextDueMs(this.options.pool, this.options.functionIds);
    if (nextMs !== undefined) this.lookWithin(Math.ceil(nextMs) + 1);
  }
}
