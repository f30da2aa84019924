import { inngest } from "@/inngest/client";
import { deliveryDue } from "@/inngest/events";
import { deliverDue } from "@/lib/deliveries/send/deliver";

/** First attempts come in batches, for a run costs more than a request; retries come one by one when they fall due. */
export const deliver = inngest.createFunction(
  {
    id: "deliver",
    name: "Deliver what is due",
    triggers: [deliveryDue],
    batchEvents: { maxSize: 100, timeout: "1s", if: "event.data.attempt == 0 && event.data.delayed == false" },
    retries: 5,
  },
  ({ events }) => deliverDue(events.map((event) => event.data)),
);
