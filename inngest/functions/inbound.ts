import { inngest } from "@/inngest/client";
import { inboundDue } from "@/inngest/events";
import { processInbound } from "@/lib/inbound/process";

/** First tries come in batches, for providers send in bursts; later ones one by one when they fall due. */
export const inbound = inngest.createFunction(
  {
    id: "inbound",
    name: "Act on what came in",
    triggers: [inboundDue],
    batchEvents: { maxSize: 100, timeout: "1s", if: "event.data.attempt == 0" },
    retries: 5,
  },
  ({ events }) => processInbound(events.map((event) => event.data.inboundId)),
);
