import { Cron } from "croner";
import { clockNow } from "@/lib/clock";
import { SECOND_MS } from "@/lib/time";
import type { CronTrigger, FunctionPlan } from "./support";
import type { QueuedEvent } from "./types";

const CRON_EVENT = "inngest/scheduled.timer";
// The database's clock is looked at again and again meanwhile: a wait is never longer than a look or two.
const WAIT_MS_MAX = 10 * SECOND_MS;

/**
 * Fires the cron triggers by the database's clock. Every process does, and the event's id (function and moment) makes it
 * one run for all. A process that has not reached the database yet goes by its own clock: the moment still runs once, but
 * early or late, and twice when that clock is more than a day off, for ids are kept for a day. What was missed while no
 * process ran is not made up for, as with Inngest's server.
 */
export function startSchedule(
  plans: readonly FunctionPlan[],
  fire: (plan: FunctionPlan, event: QueuedEvent) => void,
): { stop: () => void } {
  const stops = plans.flatMap((plan) =>
    plan.crons.map((trigger) => follow(trigger, (at) => fire(plan, cronEvent(plan.id, trigger.cron, at)))),
  );
  return {
    stop: () => {
      for (const stop of stops) stop();
    },
  };
}

/** Calls `fire` at each moment (Unix milliseconds) of a pattern. Returns what ends it. */
function follow({ pattern, timezone }: CronTrigger, fire: (at: number) => void): () => void {
  const cron = new Cron(pattern, { timezone });
  let timer: NodeJS.Timeout | undefined;
  let firedAt = 0;
  let nextAt: number | undefined;

  function look(): void {
    const now = clockNow();
    if (nextAt !== undefined && nextAt <= now) {
      firedAt = nextAt;
      fire(nextAt);
    }
    // Anew at each look, for the clock may have been set right; of several moments that passed unseen one was fired.
    nextAt = cron.nextRun(new Date(Math.max(now, firedAt)))?.getTime();
    if (nextAt === undefined) return;
    timer = setTimeout(look, Math.min(nextAt - now, WAIT_MS_MAX)).unref();
  }

  look();
  return () => clearTimeout(timer);
}

function cronEvent(functionId: string, cron: string, at: number): QueuedEvent {
  const id = `cron:${functionId}:${new Date(at).toISOString()}`;
  const value = { id, name: CRON_EVENT, ts: at, data: { cron }, user: {} };
  return { id, name: CRON_EVENT, dueAtMs: at, text: JSON.stringify(value), value };
}
