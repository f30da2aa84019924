import type pg from "pg";
import { clockNow } from "@/lib/clock";
import { ActiveRun } from "./active-run";
import type { Executor } from "./execute";
import { type Lane, Lanes } from "./lane";
import type { Leases } from "./leases";
import { claimRuns } from "./queue-claim";
import type { Inserted } from "./queue-insert";
import { Rounds } from "./rounds";
import type { FunctionPlan } from "./support";
import type { EngineLogger, LeasedRun, NewRun, Slots } from "./types";

export type DispatcherOptions = {
  pool: pg.Pool;
  logger: EngineLogger;
  plans: readonly FunctionPlan[];
  slots: Slots;
  pollMs: number;
  /** This instance's id; it changes when the others have given it up. */
  owner: () => string;
  executor: Executor;
  leases: Leases;
  /** What else to do when the queue is looked through. Never throws. */
  onLook: () => Promise<void>;
};

/** Leases due runs as far as there is room, and starts them. */
export class Dispatcher {
  readonly rounds: Rounds;
  private readonly lanes: Lanes;
  private readonly leases: Leases;
  private stopping = false;
  private pumping = false;
  private idle: (() => void) | undefined;

  constructor(private readonly options: DispatcherOptions) {
    this.leases = options.leases;
    this.lanes = new Lanes(options.plans, options.slots);
    const functionIds = options.plans.map(({ id }) => id);
    this.rounds = new Rounds({ ...options, functionIds, claim: () => this.claim() });
  }

  /** Runs under way. */
  get running(): number {
    return this.lanes.running;
  }

  /** Leases a new run to this process when it can start at once; to be followed by `inserted`. */
  lease(run: NewRun): NewRun {
    if (this.stopping || run.dueAtMs > clockNow() || !this.lanes.of(run)?.reserveDirect()) return run;
    return { ...run, owner: this.options.owner() };
  }

  /** Starts a run that was inserted as leased, or notes that it is queued. `undefined`: the insert failed. */
  inserted(run: NewRun, inserted: Inserted | undefined): void {
    const lane = this.lanes.of(run);
    if (!lane) return;
    if (run.owner !== null) lane.reserved--;
    if (inserted === "queued") this.queued(lane, run.dueAtMs - clockNow());
    if (inserted !== "leased" || run.owner === null) return;
    const { id, functionId, event, owner } = run;
    const row = { id, functionId, events: [event], attempt: 0, state: null, owner };
    if (this.stopping) void this.leases.handBack([row]);
    else this.enqueue(lane, row);
  }

  /** Starts what is ready, once the callers of one group commit have all handed in their runs: they share a batch. */
  pumpSoon(): void {
    if (this.pumping) return;
    this.pumping = true;
    setImmediate(() => {
      this.pumping = false;
      for (const lane of this.lanes.all) this.pump(lane);
    });
  }

  /** Hands back what has not begun, and waits for the rest up to `drainMs`; what then still runs is handed back too. */
  async stop(drainMs: number): Promise<void> {
    this.stopping = true;
    await this.rounds.stop();
    await this.leases.handBack(this.lanes.all.flatMap((lane) => lane.ready.splice(0)));
    if (this.running > 0) {
      const drained = new Promise<void>((resolve) => {
        this.idle = resolve;
      });
      const timer = setTimeout(() => this.idle?.(), drainMs);
      await drained;
      clearTimeout(timer);
    }
    await this.leases.handBackAll();
  }

  private queued(lane: Lane, waitMs: number): void {
    if (waitMs <= 0) lane.backlog = true;
    if (lane.room > 0) this.rounds.lookWithin(waitMs);
  }

  private async claim(): Promise<boolean> {
    const wants = this.lanes.reserve();
    try {
      const rows = this.stopping ? [] : await claimRuns(this.options.pool, this.options.owner(), wants);
      if (this.stopping) {
        await this.leases.handBack(rows);
        return false;
      }
      for (const { lane, count } of wants) {
        const own = rows.filter((row) => this.lanes.of(row) === lane);
        for (const row of own) this.enqueue(lane, row);
        lane.backlog = own.length >= count;
      }
    } finally {
      this.lanes.release(wants);
      for (const { lane } of wants) this.pump(lane);
    }
    return this.lanes.all.some((lane) => lane.backlog && lane.room > 0);
  }

  private enqueue(lane: Lane, run: LeasedRun): void {
    this.leases.hold(run);
    lane.ready.push(run);
  }

  private pump(lane: Lane): void {
    for (;;) {
      const rows = this.stopping ? undefined : lane.takeNext();
      if (!rows) return;
      void this.execute(lane, rows);
    }
  }

  private async execute(lane: Lane, rows: readonly [LeasedRun, ...LeasedRun[]]): Promise<void> {
    lane.running++;
    const parkedUntil = await this.options.executor.execute(new ActiveRun(lane.plan, rows, lane.batched));
    lane.running--;
    for (const row of rows) this.leases.release(row);
    if (parkedUntil !== undefined) this.rounds.lookWithin(parkedUntil - clockNow());
    if (lane.backlog) this.rounds.claimSoon();
    this.pump(lane);
    if (this.running === 0) this.idle?.();
  }
}
