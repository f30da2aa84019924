/**
 * How much one request's templates may do, in nanoseconds as they are counted here: each step is charged before it is
 * taken, at what it costs at worst on the machine where the rates were measured. So the count, and with it what a save
 * refuses, is the same on every machine and however busy it is.
 */
export const WORK_NS_MAX = 20_000_000;
/** How long one request's templates may block the event loop by the clock, whatever was counted. */
export const BLOCKED_MS_MAX = 20;

const LOOK_AT_CLOCK_EVERY_NS = 100_000;
const FORGIVEN_NS_MAX = WORK_NS_MAX / 4;

/** What stops a rendering: the template, which does too much; or a machine that gave it no time for the little that it did. */
export type WorkEnd = "too much" | "too late";

class WorkEnded extends Error {}

/** The account of one request: all its templates are charged to it. */
export class Work {
  /** Why it was stopped; undefined while it goes on. */
  end: WorkEnd | undefined;

  private usedNs = 0;
  private nextLookNs = LOOK_AT_CLOCK_EVERY_NS;
  private isForgiven = false;
  private deadline: number;

  /** `isTimed: false` counts alone, where nothing may depend on how busy the machine is. */
  constructor({ isTimed = true }: { isTimed?: boolean } = {}) {
    this.deadline = isTimed ? performance.now() + BLOCKED_MS_MAX : Number.POSITIVE_INFINITY;
  }

  /** Work so far, in counted nanoseconds. */
  get ns(): number {
    return this.usedNs;
  }

  /** Charges a step that is about to be taken. Throws when it, or the clock, goes past the limit. */
  charge(ns: number): void {
    this.usedNs += ns;
    // Also true of NaN, which nothing may be charged as.
    if (!(this.usedNs <= WORK_NS_MAX)) this.stop("too much");
    if (this.usedNs >= this.nextLookNs) this.lookAtClock();
  }

  // The clock also runs while the process collects garbage or waits for a processor. A template that has done little by
  // then is given its time once more, and is not to blame; an ordinary one has done a hundredth of what it may.
  private lookAtClock(): void {
    this.nextLookNs = this.usedNs + LOOK_AT_CLOCK_EVERY_NS;
    const now = performance.now();
    if (now <= this.deadline) return;
    if (this.usedNs > FORGIVEN_NS_MAX) this.stop("too much");
    if (this.isForgiven) this.stop("too late");
    this.isForgiven = true;
    this.deadline = now + BLOCKED_MS_MAX;
  }

  private stop(end: WorkEnd): never {
    this.end = end;
    throw new WorkEnded(end);
  }
}
