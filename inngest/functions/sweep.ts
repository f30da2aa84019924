import { cron } from "inngest";
import { inngest } from "@/inngest/client";
import { disableFailing } from "@/lib/deliveries/send/disable";
import { sweepDue } from "@/lib/deliveries/sweep";
import { sweepInbound } from "@/lib/inbound/sweep";
import { sweepPending } from "@/lib/outbox/pending-events";
import { sweepReplays } from "@/lib/replays/sweep";

/** Queues what a crash stranded, and switches off what has only failed for days. Every minute. */
export const sweep = inngest.createFunction(
  { id: "sweep", name: "Sweep up what was stranded", triggers: [cron("* * * * *")], retries: 0 },
  async () => ({
    queued: await sweepDue(),
    replays: await sweepReplays(),
    inbound: await sweepInbound(),
    published: await sweepPending(),
    disabled: await disableFailing(),
  }),
);
