import type { Want } from "./queue-claim";
import type { FunctionPlan } from "./support";
import type { LeasedRun, Slots } from "./types";

/** The rows of one claim: what is taken at once is not there for other processes. */
const CLAIM_ROWS_MAX = 1_000;

/**
 * One function's runs in this process, unbatched or batched: its slots, what is leased and not started, and whether more
 * waits in the database.
 */
export class Lane {
  running = 0;
  /** Places promised to rows that are being inserted or claimed. */
  reserved = 0;
  /** Whether due rows may be waiting in the database. They go before newcomers. */
  backlog = true;
  readonly ready: LeasedRun[] = [];
  /** Events that one run takes. */
  private readonly size: number;

  constructor(
    readonly plan: FunctionPlan,
    readonly batched: boolean,
    private readonly slots: number,
  ) {
    this.size = batched ? (plan.batch?.sizeMax ?? 1) : 1;
  }

  /** How many more rows this lane can lease and start at once. */
  get room(): number {
    return (this.slots - this.running) * this.size - this.ready.length - this.reserved;
  }

  /** How many rows to claim: without a known backlog half of the room, so that newcomers find the other half meanwhile. */
  get wanted(): number {
    return Math.min(this.backlog ? this.room : Math.ceil(this.room / 2), CLAIM_ROWS_MAX);
  }

  /** Reserves one place for a row that is about to be inserted; false when it has to queue. */
  reserveDirect(): boolean {
    if (this.backlog || this.room <= 0) return false;
    this.reserved++;
    return true;
  }

  /** The rows of the next run, if a slot is free and rows are ready. */
  takeNext(): [LeasedRun, ...LeasedRun[]] | undefined {
    if (this.running >= this.slots) return undefined;
    const [first, ...others] = this.ready.splice(0, this.size);
    return first && [first, ...others];
  }
}

/** The due rows that one lane wants of a claim. */
export type LaneWant = Want & { lane: Lane };

/** The lanes of all functions: one each for what runs by itself, one more for a function's batches. */
export class Lanes {
  readonly all: readonly Lane[];
  private readonly byKey: ReadonlyMap<string, Lane>;

  constructor(plans: readonly FunctionPlan[], { singles, batches }: Slots) {
    this.all = plans.flatMap((plan) => {
      const single = new Lane(plan, false, singles);
      return plan.batch ? [single, new Lane(plan, true, batches)] : [single];
    });
    this.byKey = new Map(this.all.map((lane) => [keyOf(lane.plan.id, lane.batched), lane]));
  }

  of({ functionId, batched }: { functionId: string; batched: boolean }): Lane | undefined {
    return this.byKey.get(keyOf(functionId, batched));
  }

  /** Reserves places for a claim in every lane that has room; to be followed by `release`. */
  reserve(): LaneWant[] {
    const wants = this.all
      .filter((lane) => lane.room > 0)
      .map((lane) => ({ lane, functionId: lane.plan.id, batched: lane.batched, count: lane.wanted }));
    for (const { lane, count } of wants) lane.reserved += count;
    return wants;
  }

  release(wants: readonly LaneWant[]): void {
    for (const { lane, count } of wants) lane.reserved -= count;
  }

  /** Runs under way. */
  get running(): number {
    return this.all.reduce((sum, lane) => sum + lane.running, 0);
  }
}

function keyOf(functionId: string, batched: boolean): string {
  return `${batched ? "batch" : "single"} ${functionId}`;
}
