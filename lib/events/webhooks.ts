import { z } from "zod";
import { EXAMPLE_IDS, moment, orNull, text } from "./data-fields";
import { defineEvent } from "./define-event";
import { momentInWords } from "./words";

/** Webhooks: what happens to the outgoing webhooks themselves. */
export const webhookEvents = {
  "webhook.disabled": defineEvent({
    type: "webhook.disabled",
    title: "Webhook disabled",
    description: "A bridge or subscription was switched off because its deliveries kept failing.",
    dataSchema: z.strictObject({
      destination: z
        .strictObject({
          id: z
            .string()
            .regex(/^(br|sub)_[0-9A-Za-z_-]{1,64}$/, "must be an id that starts with br_ or sub_")
            .describe("The bridge's or subscription's id."),
          kind: z
            .enum(["bridge", "subscription"], "must be bridge or subscription")
            .describe("Which of the two it is."),
          name: text("Its name."),
        })
        .describe("What was switched off."),
      reason: text("Why, in plain words."),
      failing_since: orNull(moment("When its deliveries began to fail; null when one answer was reason enough.")),
    }),
    exampleData: {
      destination: { id: EXAMPLE_IDS.bridge, kind: "bridge", name: "Old helpdesk" },
      reason: "Every delivery has failed for 5 days; the last answer was 401.",
      failing_since: "2026-11-18T11:58:00.000Z",
    },
    story: (data) => ({
      subject: { text: data.destination.name },
      sentence: "was switched off and takes no more events.",
      facts: [
        { label: "Reason", value: data.reason },
        ...(data.failing_since ? [{ label: "Failing since", value: momentInWords(data.failing_since) }] : []),
      ],
    }),
  }),
  "webhook.test": defineEvent({
    type: "webhook.test",
    title: "Test event",
    description: "Somebody pressed “Send test event” on a destination that has no event type of its own to show.",
    dataSchema: z.strictObject({ message: text("A sentence for whoever reads the test.") }),
    exampleData: { message: "This is a test event from AtelyaOS. Your webhook works." },
    story: (data) => ({ subject: { text: "AtelyaOS" }, sentence: `says: ${data.message}` }),
  }),
};
