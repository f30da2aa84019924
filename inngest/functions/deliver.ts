import { inngest } from "@/inngest/client";
import { deliveriesDue } from "@/inngest/events";
import { deliverDue } from "@/lib/deliveries/send/deliver";
import { againSoon, OWN_TROUBLE_RETRIES } from "./again-soon";

/** Makes the next attempt of up to a hundred deliveries. The run ends when what is quick has ended. */
export const deliver = inngest.createFunction(
  { id: "deliver", name: "Deliver what is due", triggers: [deliveriesDue], retries: OWN_TROUBLE_RETRIES },
  ({ event, attempt }) => againSoon(attempt, () => deliverDue(event.data)),
);
