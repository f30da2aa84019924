import { cron } from "inngest";
import { inngest } from "@/inngest/client";
import { disableFailing } from "@/lib/deliveries/send/disable";
import { sweepDue } from "@/lib/deliveries/sweep";
import { sweepInbound } from "@/lib/inbound/sweep";
import { logger } from "@/lib/logger";
import { sweepPending } from "@/lib/outbox/pending-events";
import { sweepReplays } from "@/lib/replays/sweep";

const TASKS = {
  destinations: () => sweepDue(),
  replays: () => sweepReplays(),
  inbound: () => sweepInbound(),
  published: () => sweepPending(),
  disabled: () => disableFailing(),
};

/**
 * Finds what a crash stranded, and switches off what has only failed for days. No task waits for another's success. Returns
 * how much each found; null for one that failed, which is logged.
 */
export async function sweepUp(): Promise<Record<string, number | null>> {
  const done = await Promise.all(
    Object.entries(TASKS).map(async ([name, task]) => {
      try {
        return [name, await task()] as const;
      } catch (error) {
        logger.error({ err: error, task: name }, "a task of the sweep failed; the next sweep tries again");
        return [name, null] as const;
      }
    }),
  );
  return Object.fromEntries(done);
}

export const sweep = inngest.createFunction(
  { id: "sweep", name: "Sweep up what was stranded", triggers: [cron("* * * * *")], retries: 0 },
  sweepUp,
);
