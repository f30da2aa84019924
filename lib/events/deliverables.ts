import { z } from "zod";
import {
  count,
  deliverable,
  EXAMPLE_DELIVERABLE,
  EXAMPLE_IDS,
  EXAMPLE_PERSON,
  EXAMPLE_WORKROOM,
  link,
  person,
  text,
  workroom,
} from "./data-fields";
import { defineEvent } from "./define-event";

/** Deliverables: what a workroom makes. */
export const deliverableEvents = {
  "deliverable.approved": defineEvent({
    type: "deliverable.approved",
    title: "Deliverable approved",
    description: "Somebody approved a deliverable.",
    dataSchema: z.strictObject({ workroom, deliverable, approved_by: person("Who approved it.") }),
    exampleData: { workroom: EXAMPLE_WORKROOM, deliverable: EXAMPLE_DELIVERABLE, approved_by: EXAMPLE_PERSON },
  }),
  "deliverable.exported": defineEvent({
    type: "deliverable.exported",
    title: "Deliverable exported",
    description: "A deliverable was exported to a file.",
    stable: true,
    dataSchema: z.strictObject({
      workroom,
      deliverable,
      format: text("The file's format, such as pdf, docx or pptx."),
      url: link("Where the file is fetched."),
      size_bytes: count("The file's size in bytes."),
    }),
    exampleData: {
      workroom: EXAMPLE_WORKROOM,
      deliverable: EXAMPLE_DELIVERABLE,
      format: "pdf",
      url: `https://files.atelyaos.com/exports/${EXAMPLE_IDS.deliverable}.pdf`,
      size_bytes: 482_113,
    },
  }),
};
