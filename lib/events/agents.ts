import { z } from "zod";
import { agent, EXAMPLE_IDS, linked, text } from "./data-fields";
import { defineEvent } from "./define-event";

/** Agents: who does the work in workrooms. */
export const agentEvents = {
  "agent.updated": defineEvent({
    type: "agent.updated",
    title: "Agent updated",
    description: "An agent's settings were changed.",
    stable: true,
    dataSchema: z.strictObject({
      agent,
      changed_fields: z.array(text("A setting's name.")).describe("The names of the settings that changed."),
    }),
    exampleData: {
      agent: {
        id: EXAMPLE_IDS.agent,
        name: "Copywriter",
        url: `https://app.atelyaos.com/agents/${EXAMPLE_IDS.agent}`,
      },
      changed_fields: ["instructions", "model"],
    },
    story: (data) => ({
      subject: linked(data.agent),
      sentence: "was changed.",
      facts: [{ label: "Changed settings", value: data.changed_fields.join(", ") || "none named" }],
    }),
  }),
};
