import type { SdkRequest } from "./sdk-call";
import type { FunctionPlan } from "./support";
import type { LeasedRun, RowRef, RunState } from "./types";

/** A run under way in this process: one leased row, or the rows of a batch under the first one's id. */
export class ActiveRun {
  readonly id: string;
  readonly owner: string;
  readonly events: readonly string[];
  attempt: number;
  state: RunState | null;
  /** The batch's other rows; none once the batch has begun to keep state. */
  others: string[];

  constructor(
    readonly plan: FunctionPlan,
    rows: readonly [LeasedRun, ...LeasedRun[]],
    /** Whether its rows still lie in the batch lane. */
    public batched: boolean,
  ) {
    const [first, ...others] = rows;
    this.id = first.id;
    this.owner = first.owner;
    this.attempt = first.attempt;
    this.state = first.state;
    this.events = others.length === 0 ? first.events : rows.flatMap(({ events }) => events);
    this.others = others.map(({ id }) => id);
  }

  get rows(): RowRef[] {
    return [this.id, ...this.others].map((id) => ({ id, owner: this.owner }));
  }

  /** The state, begun if there is none yet. */
  openState(): RunState {
    this.state ??= { steps: {}, order: [], awaited: {} };
    return this.state;
  }

  /** A request that goes through the whole function ("step"), or runs the one awaited step that is named. */
  request(stepId: string): SdkRequest {
    const { state } = this;
    const order = state?.order ?? [];
    const awaited = state?.awaited ?? {};
    const context = {
      run_id: this.id,
      env: "",
      step_id: "step",
      attempt: awaited[stepId]?.attempt ?? this.attempt,
      max_attempts: this.plan.attemptsMax,
      stack: { stack: order, current: order.length },
      // While steps are awaited, a discovery must only report, or it would run an awaited step a second time.
      disable_immediate_execution: stepId !== "step" || Object.keys(awaited).length > 0,
      use_api: false,
    };
    const steps = state ? JSON.stringify(state.steps) : "{}";
    // The events are JSON already; without ctx.fn_id the SDK leaves checkpointing off.
    const body = `{"event":${this.events[0]},"events":[${this.events.join(",")}],"steps":${steps},"version":-1,"use_api":false,"ctx":${JSON.stringify(context)}}`;
    return { functionId: this.plan.id, stepId, runId: this.id, body };
  }
}
