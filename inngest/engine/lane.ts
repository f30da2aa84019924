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
    // Only a claim can count what runs elsewhere.
    if (this.plan.concurrency || this.backlog || this.room <= 0) return false;
    this.reserved++;
    return true;
  }

  /** The rows of the next run, if a slot is free and rows are ready. */
  takeNext(): LeasedRun[] | undefined {
    if (this.ready.length === 0 || this.running >= this.slots) return undefined;
    return this.ready.splice(0, this.size);
  }
}

/** The lanes of all functions, by `laneKey`: one each for what runs by itself, one more for a function's batches. */
export function createLanes(plans: readonly FunctionPlan[], { singles, batches }: Slots): Map<string, Lane> {
  const lanes = plans.flatMap((plan) => {
    const slots = plan.concurrency && !plan.concurrency.key ? Math.min(singles, plan.concurrency.limit) : singles;
    const single = new Lane(plan, false, slots);
    return plan.batch ? [single, new Lane(plan, true, batches)] : [single];
  });
  return new Map(lanes.map((lane) => [laneKey(lane.plan.id, lane.batched), lane]));
}

export function laneKey(functionId: string, batched: boolean): string {
  return `${batched ? "batch" : "single"} ${functionId}`;
}
