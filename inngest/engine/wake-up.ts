/**
 * Calls `work` again and again: at most `idleMs` after it last ended, sooner when asked. Never two at a time. Goes by the
 * process's own steady clock: one that is set forward or back changes nothing.
 */
export class WakeUp {
  private timer: NodeJS.Timeout | undefined;
  private nextAt = Number.POSITIVE_INFINITY;
  private working: Promise<void> | undefined;
  private stopped = false;

  constructor(
    private readonly work: () => Promise<void>,
    private readonly idleMs: number,
  ) {}

  /** Sees to it that work begins within `delayMs`. */
  within(delayMs: number): void {
    const at = performance.now() + Math.max(0, delayMs);
    if (this.stopped || at >= this.nextAt) return;
    this.nextAt = at;
    if (this.working) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.run(), at - performance.now());
  }

  /** Lets what is under way end, and begins nothing more. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.working;
  }

  private run(): void {
    this.nextAt = performance.now() + this.idleMs;
    this.working = this.work().finally(() => {
      this.working = undefined;
      if (this.stopped) return;
      this.timer = setTimeout(() => this.run(), Math.max(0, this.nextAt - performance.now()));
    });
  }
}
