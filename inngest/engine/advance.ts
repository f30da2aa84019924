import { clockNow } from "@/lib/clock";
import type { ActiveRun } from "./active-run";
import { readAnswer, type SerializedError } from "./answer";
import { applyOperations, dueSteps, nextMoment, wake } from "./opcodes";
import type { SdkCall, SdkResponse } from "./sdk-call";

/** How a stretch of a run in this process ended; moments by the database's clock. `lost`: the lease has gone to somebody else. */
export type Ending =
  | { kind: "done" }
  | { kind: "failed"; error: SerializedError }
  | { kind: "parked"; dueAtMs: number }
  | { kind: "lost" };

export type AdvanceTools = {
  call: SdkCall;
  backoffMs: (attempt: number) => number;
  /** Writes the run's state down; false when the lease is lost. */
  save: (run: ActiveRun) => Promise<boolean>;
  /** Whether the engine is stopping: runs are then set aside between their steps. */
  stopping: () => boolean;
};

/** Drives a run until it ends, or has to wait for a sleep, a retry or another process. */
export async function advance(run: ActiveRun, tools: AdvanceTools): Promise<Ending> {
  let changed = true;
  for (;;) {
    if (run.state && wake(run.state)) changed = true;
    const due = run.state ? dueSteps(run.state) : [];
    const waitsUntil = run.state ? nextMoment(run.state) : undefined;
    if (due.length === 0 && waitsUntil !== undefined && !changed) {
      return { kind: "parked", dueAtMs: waitsUntil };
    }
    const before = progressOf(run);
    const steps = due.length > 0 ? due : ["step"];
    const endings = await Promise.all(steps.map((stepId) => request(run, stepId, tools)));
    const ending = endings.find((candidate) => candidate !== undefined);
    if (ending) return ending;
    changed = due.length > 0 || progressOf(run) !== before;
    if (!changed && nextMoment(run.state ?? run.openState()) === undefined) {
      return retryRun(
        run,
        { name: "Error", message: "The SDK reported no progress and nothing to wait for." },
        undefined,
        tools,
      );
    }
    if (tools.stopping()) return { kind: "parked", dueAtMs: clockNow() };
  }
}

// Grows with everything that a request can bring: a result, or a step to wait for.
function progressOf({ state }: ActiveRun): number {
  return state ? state.order.length * 2 + Object.keys(state.awaited).length : 0;
}

async function request(run: ActiveRun, stepId: string, tools: AdvanceTools): Promise<Ending | undefined> {
  const answer = readAnswer(await callSafely(run, stepId, tools));
  switch (answer.kind) {
    case "done":
      return { kind: "done" };
    case "failed":
      return { kind: "failed", error: answer.error };
    case "retry":
      return retryRun(run, answer.error, answer.afterMs, tools);
    case "operations": {
      const results = run.openState().order.length;
      const rules = { afterMs: answer.afterMs, backoffMs: tools.backoffMs, attemptsMax: run.plan.attemptsMax };
      const applied = applyOperations(run.openState(), answer.operations, rules);
      if (applied.kind === "refused") return { kind: "failed", error: refusal(run, applied.message) };
      if (applied.kind === "retry") return retryRun(run, asError(applied.error), answer.afterMs, tools);
      // What was only announced is written down when the run is set aside, and announced again if it never is.
      if (run.openState().order.length === results) return undefined;
      run.attempt = 0;
      return (await tools.save(run)) ? undefined : { kind: "lost" };
    }
  }
}

function retryRun(run: ActiveRun, error: SerializedError, afterMs: number | undefined, tools: AdvanceTools): Ending {
  if (run.attempt + 1 >= run.plan.attemptsMax) return { kind: "failed", error };
  const dueAtMs = clockNow() + (afterMs ?? tools.backoffMs(run.attempt));
  run.attempt++;
  return { kind: "parked", dueAtMs };
}

async function callSafely(run: ActiveRun, stepId: string, { call }: AdvanceTools): Promise<SdkResponse> {
  try {
    return await call(run.request(stepId));
  } catch (error) {
    const { name, message, stack } = error as Error;
    return { status: 500, headers: {}, body: JSON.stringify({ name, message, stack }) };
  }
}

function refusal({ plan }: ActiveRun, message: string): SerializedError {
  return {
    name: "UnsupportedByEngine",
    message: `In the Inngest function "${plan.id}", ${message}, which the embedded engine does not implement.`,
  };
}

function asError(value: unknown): SerializedError {
  const { name, message, stack } = (value ?? {}) as Partial<SerializedError>;
  return { name: name ?? "Error", message: message ?? String(value), ...(stack ? { stack } : {}) };
}
