import { z } from "zod";
import {
  deliverable,
  EXAMPLE_DELIVERABLE,
  EXAMPLE_IDS,
  EXAMPLE_PERSON,
  EXAMPLE_WORKROOM,
  linked,
  person,
  workroom,
} from "./data-fields";
import { defineEvent } from "./define-event";
import { countInWords, durationInWords, numberInWords } from "./words";

/** Workrooms: where agents and people work on deliverables together. */
export const workroomEvents = {
  "workroom.created": defineEvent({
    type: "workroom.created",
    title: "Workroom created",
    description: "Somebody opened a new workroom.",
    dataSchema: z.strictObject({ workroom }),
    exampleData: { workroom: EXAMPLE_WORKROOM },
    story: ({ workroom }) => ({ subject: linked(workroom), sentence: "was opened." }),
  }),
  "workroom.completed": defineEvent({
    type: "workroom.completed",
    title: "Workroom completed",
    description: "A workroom's work is done and its deliverables are ready.",
    stable: true,
    dataSchema: z.strictObject({
      workroom,
      duration_seconds: z.number().min(0, "must be 0 or more").describe("Time from start to completion, in seconds."),
      credits_used: z.number().min(0, "must be 0 or more").describe("Credits that the workroom used."),
      deliverables: z.array(deliverable).describe("What the workroom made. May be empty."),
    }),
    exampleData: {
      workroom: EXAMPLE_WORKROOM,
      duration_seconds: 5_430,
      credits_used: 128,
      deliverables: [
        EXAMPLE_DELIVERABLE,
        {
          id: EXAMPLE_IDS.secondDeliverable,
          name: "Press kit",
          url: `https://app.atelyaos.com/deliverables/${EXAMPLE_IDS.secondDeliverable}`,
        },
      ],
    },
    story: (data) => ({
      subject: linked(data.workroom),
      sentence: `is complete: ${countInWords(data.deliverables.length, "deliverable")}.`,
      facts: [
        { label: "Duration", value: durationInWords(data.duration_seconds) },
        { label: "Credits used", value: numberInWords(data.credits_used) },
      ],
      list: { label: "Deliverables", items: data.deliverables.map(linked) },
    }),
  }),
  "workroom.revision_requested": defineEvent({
    type: "workroom.revision_requested",
    title: "Revision requested",
    description: "Somebody asked for changes to a deliverable of a workroom.",
    stable: true,
    dataSchema: z.strictObject({
      workroom,
      deliverable,
      requested_by: person("Who asked for the revision."),
      note: z.string().describe("What should change, in that person's words. May be empty."),
    }),
    exampleData: {
      workroom: EXAMPLE_WORKROOM,
      deliverable: EXAMPLE_DELIVERABLE,
      requested_by: EXAMPLE_PERSON,
      note: "Please shorten the second paragraph & lead with the date.",
    },
    story: (data) => ({
      subject: linked(data.deliverable),
      sentence: `needs another round: ${data.requested_by.name} asked for changes.`,
      facts: [{ label: "Workroom", value: data.workroom.name, url: data.workroom.url }],
      quote: data.note,
    }),
  }),
};
