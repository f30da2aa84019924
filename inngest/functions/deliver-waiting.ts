import { inngest } from "@/inngest/client";
import { destinationDue } from "@/inngest/events";
import { deliverWaiting } from "@/lib/deliveries/send/deliver-waiting";
import { againSoon, OWN_TROUBLE_RETRIES } from "./again-soon";

/** Sends what waits for one destination, the oldest first, as far as the destination takes it now. */
export const deliverWaitingOnes = inngest.createFunction(
  {
    id: "deliver-waiting",
    name: "Deliver what waits for a destination",
    triggers: [destinationDue],
    retries: OWN_TROUBLE_RETRIES,
  },
  ({ event, attempt }) => againSoon(attempt, () => deliverWaiting(event.data)),
);
