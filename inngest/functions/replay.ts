import { inngest } from "@/inngest/client";
import { replayDue } from "@/inngest/events";
import { advanceReplay } from "@/lib/replays/advance";

/** One bounded chunk a run; each queues the next. */
export const replay = inngest.createFunction(
  { id: "replay", name: "Send past deliveries again", triggers: [replayDue], retries: 5 },
  ({ event }) => advanceReplay(event.data),
);
