import { Cron } from "croner";
import type { FunctionPlan } from "./support";
import type { QueuedEvent } from "./types";

const CRON_EVENT = "inngest/scheduled.timer";

/**
 * Fires the cron triggers. Every process does, and the event's id (function and moment) makes it one run for all. What
 * was missed while no process ran is not made up for, as with Inngest's server.
 */
export function startSchedule(
  plans: readonly FunctionPlan[],
  fire: (plan: FunctionPlan, event: QueuedEvent) => void,
): { stop: () => void } {
  const jobs = plans.flatMap((plan) =>
    plan.crons.map(({ cron, pattern, timezone }) => {
      const job = new Cron(pattern, { timezone, unref: true }, () => {
        const due = job.currentRun() ?? new Date();
        fire(plan, cronEvent(plan.id, cron, due));
      });
      return job;
    }),
  );
  return {
    stop: () => {
      for (const job of jobs) job.stop();
    },
  };
}

/** The event of one firing. Croner fires a little after the second, each process at its own moment. */
function cronEvent(functionId: string, cron: string, firedAt: Date): QueuedEvent {
  const at = Math.floor(firedAt.getTime() / 1_000) * 1_000;
  const id = `cron:${functionId}:${new Date(at).toISOString()}`;
  const value = { id, name: CRON_EVENT, ts: at, data: { cron }, user: {} };
  return { id, name: CRON_EVENT, dueAtMs: at, text: JSON.stringify(value), value };
}
