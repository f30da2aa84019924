import { Cron } from "croner";
import type { InngestFunction } from "inngest";
import { compileCondition } from "./expression";

export type EventTrigger = { event: string; matches: (event: unknown) => boolean };
export type CronTrigger = { cron: string; pattern: string; timezone: string };
export type BatchPlan = { sizeMax: number; accepts: (event: unknown) => boolean };

/** One function as the engine runs it. A function with `onFailure` makes two. */
export type FunctionPlan = {
  id: string;
  events: EventTrigger[];
  crons: CronTrigger[];
  attemptsMax: number;
  batch: BatchPlan | undefined;
};

type Config = Record<string, unknown> & {
  id: string;
  triggers: { event?: string; expression?: string; cron?: string; jitter?: string }[];
  steps: { step?: { retries?: { attempts?: number } } };
  batchEvents?: Record<string, unknown> & { maxSize: number; if?: string };
};

const OPTIONS = new Set(["id", "name", "triggers", "steps", "batchEvents"]);
const BATCH_OPTIONS = new Set(["maxSize", "timeout", "if"]);
const BATCH_SIZE_MAX = 100;
// The SDK sends nothing for an unset `retries`; Inngest's server then takes 4.
const RETRIES_DEFAULT = 4;

/**
 * Reads the functions' configuration. Throws, naming the function and the option, on anything that this engine does not
 * implement: a function must not run with a limit ignored.
 */
export function planFunctions(appId: string, functions: readonly InngestFunction.Like[]): FunctionPlan[] {
  const plans = functions.flatMap((fn) => readConfigs(appId, fn).map(planFunction));
  const ids = new Set<string>();
  for (const { id } of plans) {
    if (ids.has(id)) throw new Error(`Two Inngest functions have the id "${id}".`);
    ids.add(id);
  }
  return plans;
}

function readConfigs(appId: string, fn: InngestFunction.Like): Config[] {
  // Private in the SDK's types, and what its own handler calls; the public way is a PUT that returns the same.
  const source = fn as unknown as { getConfig(options: { baseUrl: URL; appPrefix: string }): Config[] };
  return source.getConfig({ baseUrl: new URL("https://engine.invalid/"), appPrefix: appId });
}

function planFunction(config: Config): FunctionPlan {
  refuseUnknown(config.id, config, OPTIONS, "");
  return {
    id: config.id,
    events: config.triggers.flatMap((trigger) => planEvent(config.id, trigger)),
    crons: config.triggers.flatMap((trigger) => planCron(config.id, trigger)),
    attemptsMax: (config.steps.step?.retries?.attempts ?? RETRIES_DEFAULT) + 1,
    batch: planBatch(config),
  };
}

function planEvent(id: string, { event, expression }: Config["triggers"][number]): EventTrigger[] {
  if (!event) return [];
  if (event.includes("*")) throw unsupported(id, `a trigger with a wildcard ("${event}")`);
  const matches = expression ? compiled(id, "if", () => compileCondition(expression)) : () => true;
  return [{ event, matches }];
}

function planCron(id: string, { cron, jitter }: Config["triggers"][number]): CronTrigger[] {
  if (!cron) return [];
  if (jitter) throw unsupported(id, "jitter on a cron trigger");
  const [, timezone, pattern] = /^(?:TZ=(\S+)\s+)?(.+)$/.exec(cron) ?? [];
  const plan = { cron, pattern: pattern ?? cron, timezone: timezone ?? "UTC" };
  compiled(id, "cron", () => new Cron(plan.pattern, { timezone: plan.timezone }).nextRun());
  return [plan];
}

function planBatch({ id, batchEvents }: Config): BatchPlan | undefined {
  if (!batchEvents) return undefined;
  refuseUnknown(id, batchEvents, BATCH_OPTIONS, "batchEvents.");
  const condition = batchEvents.if;
  return {
    sizeMax: Math.min(batchEvents.maxSize, BATCH_SIZE_MAX),
    accepts: condition ? compiled(id, "batchEvents.if", () => compileCondition(condition)) : () => true,
  };
}

function refuseUnknown(id: string, options: Record<string, unknown>, known: ReadonlySet<string>, prefix: string): void {
  for (const [name, value] of Object.entries(options)) {
    if (value !== undefined && !known.has(name))
      throw unsupported(id, `${prefix}${name === "cancel" ? "cancelOn" : name}`);
  }
}

function unsupported(id: string, what: string): Error {
  return new Error(
    `The Inngest function "${id}" uses ${what}, which the embedded engine does not implement. Leave it out, or run with Inngest's own server (INNGEST_EVENT_KEY and INNGEST_SIGNING_KEY).`,
  );
}

function compiled<T>(id: string, option: string, compile: () => T): T {
  try {
    return compile();
  } catch (error) {
    throw new Error(`The Inngest function "${id}" has a malformed ${option}: ${(error as Error).message}`);
  }
}
