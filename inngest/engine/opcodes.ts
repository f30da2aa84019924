import { clockNow } from "@/lib/clock";
import type { Operation } from "./answer";
import { parseMoment } from "./duration";
import type { RunState } from "./types";

/** What to do with a run after operations were applied to its state. `retry` is of the whole run, not of an awaited step. */
export type Applied = { kind: "progress" } | { kind: "retry"; error: unknown } | { kind: "refused"; message: string };

/** The rules for a step that threw; `afterMs` is what its error asked for. */
export type RetryRules = { afterMs: number | undefined; backoffMs: (attempt: number) => number; attemptsMax: number };

/**
 * Applies the SDK's operations to a run's state. Operations that this engine does not implement are refused, which fails
 * the run: waiting for ever in silence would be worse.
 */
export function applyOperations(
  state: RunState,
  operations: readonly Operation[],
  rules: RetryRules,
  now = clockNow(),
): Applied {
  let result: Applied = { kind: "progress" };
  for (const operation of operations) {
    const applied = applyOne(state, operation, rules, now);
    if (applied.kind === "refused") return applied;
    if (applied.kind === "retry") result = applied;
  }
  return result;
}

function applyOne(state: RunState, operation: Operation, rules: RetryRules, now: number): Applied {
  const { op, id } = operation;
  switch (op) {
    case "StepRun":
      save(state, id, { data: operation.data ?? null });
      return { kind: "progress" };
    case "StepFailed":
      save(state, id, { error: operation.error ?? operation.data });
      return { kind: "progress" };
    case "StepError":
      return retryStep(state, operation, rules, now);
    case "StepPlanned":
      expectStep(state, id, { kind: "step", dueAtMs: now, attempt: 0 });
      return { kind: "progress" };
    case "Sleep":
      return startSleep(state, operation, now);
    case "DiscoveryRequest":
      return { kind: "progress" };
    default:
      return { kind: "refused", message: `step "${operation.displayName ?? operation.name ?? id}" needs ${op}` };
  }
}

function startSleep(state: RunState, { id, name, displayName }: Operation, now: number): Applied {
  const dueAtMs = parseMoment(name ?? "", now);
  if (dueAtMs === undefined) return { kind: "refused", message: `step "${displayName ?? id}" sleeps until "${name}"` };
  expectStep(state, id, { kind: "sleep", dueAtMs, attempt: 0 });
  return { kind: "progress" };
}

function retryStep(state: RunState, { id, error }: Operation, rules: RetryRules, now: number): Applied {
  const awaited = state.awaited[id];
  if (!awaited) return { kind: "retry", error };
  if (awaited.attempt + 1 >= rules.attemptsMax) {
    save(state, id, { error });
    return { kind: "progress" };
  }
  awaited.dueAtMs = now + (rules.afterMs ?? rules.backoffMs(awaited.attempt));
  awaited.attempt++;
  return { kind: "progress" };
}

// A step that is awaited is reported again by every discovery: the first report counts.
function expectStep(state: RunState, id: string, step: RunState["awaited"][string]): void {
  if (id in state.steps) return;
  state.awaited[id] ??= step;
}

function save(state: RunState, id: string, memo: RunState["steps"][string]): void {
  delete state.awaited[id];
  if (!(id in state.steps)) state.order.push(id);
  state.steps[id] = memo;
}

/** Ends the sleeps that are over; says whether there were any. */
export function wake(state: RunState, now = clockNow()): boolean {
  const over = Object.entries(state.awaited).filter(([, step]) => step.kind === "sleep" && step.dueAtMs <= now);
  for (const [id] of over) save(state, id, null);
  return over.length > 0;
}

/** The awaited steps that may run now. */
export function dueSteps(state: RunState, now = clockNow()): string[] {
  const due = Object.entries(state.awaited).filter(([, step]) => step.kind === "step" && step.dueAtMs <= now);
  return due.map(([id]) => id);
}

/** When the next awaited step is due (unix ms); undefined when nothing is awaited. */
export function nextMoment(state: RunState): number | undefined {
  const moments = Object.values(state.awaited).map(({ dueAtMs }) => dueAtMs);
  return moments.length > 0 ? Math.min(...moments) : undefined;
}
