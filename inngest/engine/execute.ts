import type pg from "pg";
import { type GroupCommit, groupCommit } from "@/lib/db/group-commit";
import type { ActiveRun } from "./active-run";
import { type AdvanceTools, advance, type Ending } from "./advance";
import type { SerializedError } from "./answer";
import { areOwned, failRuns, finishRuns, mergeBatch, type RunUpdate, updateRuns } from "./queue-write";
import type { SdkCall } from "./sdk-call";
import type { EngineLogger, RowRef } from "./types";

const FAILED_EVENT = "inngest/function.failed";
const WRITE_RETRY_MS = 1_000;
const ERROR_LENGTH_MAX = 10_000;

export type ExecutorOptions = {
  pool: pg.Pool;
  logger: EngineLogger;
  call: SdkCall;
  backoffMs: (attempt: number) => number;
  stopping: () => boolean;
  /** Nothing more may be written: the process is about to end. */
  ended: () => boolean;
  /** Takes in an event of the engine's own. */
  send: (event: { id: string; name: string; data: unknown }) => Promise<void>;
};

/** Runs what is leased, and writes down how it ended. */
export class Executor {
  private readonly finish: GroupCommit<RowRef, boolean>;
  private readonly update: GroupCommit<RunUpdate, boolean>;
  private readonly tools: AdvanceTools;

  constructor(private readonly options: ExecutorOptions) {
    const { pool, call, backoffMs, stopping } = options;
    this.finish = groupCommit((refs) => finishRuns(pool, refs), { itemsMax: 2_000, writersMax: 2 });
    // One writer: two states of one run must be written in their order.
    this.update = groupCommit((updates) => updateRuns(pool, updates), { itemsMax: 500, writersMax: 1 });
    this.tools = { call, backoffMs, stopping, save: (run) => this.save(run, null) };
  }

  /** Runs until the end or the next wait. Never throws. Resolves to the moment until which the run is parked, if it is. */
  async execute(run: ActiveRun): Promise<number | undefined> {
    try {
      const ending = await advance(run, this.tools);
      if (!(await this.writeDown(run, ending))) this.reportLost(run);
      return ending.kind === "parked" ? ending.dueAtMs : undefined;
    } catch (error) {
      const { id, plan } = run;
      this.options.logger.error({ err: error, runId: id, functionId: plan.id }, "a run could not be written down");
      return undefined;
    }
  }

  /** False when the lease was lost, wholly or of some rows of a batch: those that are left are found and handed back. */
  private async writeDown(run: ActiveRun, ending: Ending): Promise<boolean> {
    switch (ending.kind) {
      case "done":
        return (await this.persist(() => this.finish(run.rows))).every(Boolean);
      case "failed":
        return this.fail(run, ending.error);
      case "parked":
        return this.save(run, ending.dueAtMs);
      case "lost":
        return false;
    }
  }

  private async save(run: ActiveRun, dueAtMs: number | null): Promise<boolean> {
    const { id, owner, others, events } = run;
    if (run.batched) {
      if (!(await this.persist(() => mergeBatch(this.options.pool, { id, owner, others, events })))) return false;
      run.batched = false;
      run.others = [];
    }
    const update = () => this.update([{ id, owner, state: run.state, attempt: run.attempt, dueAtMs }]);
    const [owned] = await this.persist(update);
    return owned ?? false;
  }

  private async fail(run: ActiveRun, error: SerializedError): Promise<boolean> {
    const { pool, logger } = this.options;
    // Whoever has taken the run over may still succeed.
    if (!(await this.persist(() => areOwned(pool, run.rows))).every(Boolean)) return false;
    logger.error({ runId: run.id, functionId: run.plan.id, err: error }, "an Inngest function failed for good");
    // First the event, whose id makes a repetition harmless, then the row: a crash between the two loses neither.
    await this.persist(() => this.announceFailure(run, error));
    // PostgreSQL's text takes everything but the zero byte.
    const text = `${error.name}: ${error.message}`.slice(0, ERROR_LENGTH_MAX).replaceAll("\0", "");
    return (await this.persist(() => failRuns(pool, run.rows, text))).every(Boolean);
  }

  private async announceFailure(run: ActiveRun, error: SerializedError): Promise<void> {
    const events = run.events.map((text) => JSON.parse(text) as { name: string });
    const [event] = events;
    if (!event || event.name.startsWith("inngest/function.")) return;
    const data = { function_id: run.plan.id, run_id: run.id, error, event, events, _inngest: { status: "Failed" } };
    await this.options.send({ id: `failed:${run.id}`, name: FAILED_EVENT, data });
  }

  private reportLost({ id, plan }: ActiveRun): void {
    this.options.logger.warn({ runId: id, functionId: plan.id }, "a run was taken over while it ran here");
  }

  /** Repeats a write until the database takes it: giving up would leave the row leased and idle. */
  private async persist<T>(write: () => Promise<T>): Promise<T> {
    for (;;) {
      try {
        return await write();
      } catch (error) {
        if (this.options.ended()) throw error;
        this.options.logger.warn({ err: error }, "the engine could not write to the database and tries again");
        await new Promise((resolve) => setTimeout(resolve, WRITE_RETRY_MS));
      }
    }
  }
}
