import type pg from "pg";
import { ActiveRun } from "./active-run";
import type { Executor } from "./execute";
import { createLanes, type Lane, laneKey } from "./lane";
import type { Leases } from "./leases";
import { type ClaimedRun, claimLimited, claimRuns, nextDueMs } from "./queue-claim";
import type { FunctionPlan } from "./support";
import type { EngineLogger, LeasedRun, NewRun, Slots } from "./types";
import { WakeUp } from "./wake-up";

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
  /** What else to do at each round. */
  onRound: () => Promise<void>;
};

/** Leases due rows as far as there is room, and starts them. */
export class Dispatcher {
  private readonly lanes: ReadonlyMap<string, Lane>;
  private readonly rounds: WakeUp;
  private stopping = false;
  private pumping = false;
  private lookedAt = 0;
  private nextDueAt = 0;
  private idle: (() => void) | undefined;

  private readonly leases: Leases;

  constructor(private readonly options: DispatcherOptions) {
    this.leases = options.leases;
    this.lanes = createLanes(options.plans, options.slots);
    this.rounds = new WakeUp(() => this.round(), options.pollMs);
  }

  start(): void {
    this.rounds.within(0);
  }

  /** Looks for everything that is due, at once: another process says so. */
  lookNow(): void {
    this.nextDueAt = 0;
    this.rounds.within(0);
  }

  get running(): number {
    let count = 0;
    for (const lane of this.lanes.values()) count += lane.running;
    return count;
  }

  /** Leases a new row to this process when it can start at once; to be followed by `inserted`. */
  lease(run: NewRun): NewRun {
    if (this.stopping || run.delayMs > 0 || !this.lane(run.functionId, run.batched)?.reserveDirect()) return run;
    return { ...run, owner: this.options.owner() };
  }

  /** Starts leased rows that are in the database now (`added`), lets go of those that are not, and notes what queues. */
  inserted(run: NewRun, added: boolean): void {
    const lane = this.lane(run.functionId, run.batched);
    if (!lane) return;
    if (run.owner === null) {
      if (!added) return;
      if (run.delayMs <= 0) lane.backlog = true;
      if (lane.room > 0) this.rounds.within(run.delayMs);
      return;
    }
    lane.reserved--;
    if (!added) return;
    const { id, functionId, event, owner } = run;
    const row = { id, functionId, events: [event], attempt: 0, state: null, owner };
    if (this.stopping) void this.leases.handBack([row]).catch(() => undefined);
    else this.enqueue(lane, row);
  }

  /** Starts what is ready, once the callers of one group commit have all handed in their rows: they share a batch. */
  pumpSoon(): void {
    if (this.pumping) return;
    this.pumping = true;
    setImmediate(() => {
      this.pumping = false;
      for (const lane of this.lanes.values()) this.pump(lane);
    });
  }

  /** Hands back what has not begun, and waits for the rest up to `drainMs`; what then still runs is handed back too. */
  async stop(drainMs: number): Promise<void> {
    this.stopping = true;
    await this.rounds.stop();
    for (const lane of this.lanes.values()) await this.leases.handBack(lane.ready.splice(0));
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

  private async round(): Promise<void> {
    try {
      const due = Date.now() >= Math.min(this.lookedAt + this.options.pollMs, this.nextDueAt);
      if (due) await this.options.onRound();
      await this.claimOpen();
      await this.claimLimitedOnes(due);
      if (this.stopping) return;
      if (due) await this.lookAhead();
      this.rounds.within(this.nextDueAt - Date.now());
      if (this.hasMoreToClaim()) this.rounds.within(0);
    } catch (error) {
      this.options.logger.warn({ err: error }, "the engine could not look for due runs and tries again");
    }
  }

  private async lookAhead(): Promise<void> {
    const { pool, pollMs } = this.options;
    this.lookedAt = Date.now();
    const ids = [...new Set([...this.lanes.values()].map(({ plan }) => plan.id))];
    const next = (await nextDueMs(pool, ids)) ?? pollMs;
    this.nextDueAt = Date.now() + Math.min(Math.ceil(next) + 1, pollMs);
  }

  private hasMoreToClaim(): boolean {
    return [...this.lanes.values()].some((lane) => lane.backlog && lane.room > 0 && !lane.plan.concurrency);
  }

  private async claimOpen(): Promise<void> {
    const lanes = [...this.lanes.values()].filter((lane) => !lane.plan.concurrency && lane.room > 0);
    const wants = lanes.map((lane) => ({ functionId: lane.plan.id, batched: lane.batched, count: lane.wanted }));
    lanes.forEach((lane, index) => {
      lane.reserved += wants[index]?.count ?? 0;
    });
    try {
      const rows = this.stopping ? [] : await claimRuns(this.options.pool, this.options.owner(), wants);
      await this.accept(rows);
      lanes.forEach((lane, index) => {
        const got = rows.filter((row) => row.functionId === lane.plan.id && row.batched === lane.batched).length;
        lane.backlog = got >= (wants[index]?.count ?? 0);
      });
    } finally {
      lanes.forEach((lane, index) => {
        lane.reserved -= wants[index]?.count ?? 0;
        this.pump(lane);
      });
    }
  }

  private async claimLimitedOnes(due: boolean): Promise<void> {
    for (const lane of this.lanes.values()) {
      const { concurrency } = lane.plan;
      if (!concurrency || lane.room <= 0 || this.stopping || !(due || lane.backlog)) continue;
      lane.backlog = false;
      const want = { functionId: lane.plan.id, count: lane.wanted, limit: concurrency.limit };
      await this.accept(await claimLimited(this.options.pool, this.options.owner(), want));
      this.pump(lane);
    }
  }

  private async accept(rows: readonly ClaimedRun[]): Promise<void> {
    if (this.stopping) return this.leases.handBack(rows);
    for (const row of rows) {
      const lane = this.lane(row.functionId, row.batched);
      if (lane) this.enqueue(lane, row);
    }
  }

  private enqueue(lane: Lane, run: LeasedRun): void {
    this.leases.hold(run.id);
    lane.ready.push(run);
  }

  private pump(lane: Lane): void {
    for (;;) {
      const rows = this.stopping ? undefined : lane.takeNext();
      if (!rows) return;
      void this.execute(lane, rows);
    }
  }

  private async execute(lane: Lane, rows: LeasedRun[]): Promise<void> {
    const [first, ...others] = rows;
    if (!first) return;
    lane.running++;
    const waitMs = await this.options.executor.execute(new ActiveRun(lane.plan, [first, ...others], lane.batched));
    lane.running--;
    for (const { id } of rows) this.leases.release(id);
    if (waitMs !== undefined) this.rounds.within(waitMs);
    // The end of one may let another begin that the limit had kept waiting.
    if (lane.plan.concurrency) lane.backlog = true;
    if (lane.backlog) this.rounds.within(0);
    this.pump(lane);
    if (this.running === 0) this.idle?.();
  }

  private lane(functionId: string, batched: boolean): Lane | undefined {
    return this.lanes.get(laneKey(functionId, batched));
  }
}
