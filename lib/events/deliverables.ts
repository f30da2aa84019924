import { z } from "zod";
import {
  count,
  deliverable,
  EXAMPLE_DELIVERABLE,
  EXAMPLE_IDS,
  EXAMPLE_PERSON,
  EXAMPLE_WORKROOM,
  link,
  linked,
  person,
  text,
  workroom,
} from "./data-fields";
import { defineEvent } from "./define-event";
import { bytesInWords } from "./words";

/** Deliverables: what a workroom makes. */
export const deliverableEvents = {
  "deliverable.approved": defineEvent({
    type: "deliverable.approved",
    title: "Deliverable approved",
    description: "Somebody approved a deliverable.",
    dataSchema: z.strictObject({ workroom, deliverable, approved_by: person("Who approved it.") }),
    exampleData: { workroom: EXAMPLE_WORKROOM, deliverable: EXAMPLE_DELIVERABLE, approved_by: EXAMPLE_PERSON },
    story: (data) => ({
      subject: linked(data.deliverable),
      sentence: `was approved by ${data.approved_by.name}.`,
      facts: [{ label: "Workroom", value: data.workroom.name, url: data.workroom.url }],
    }),
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
    story: (data) => ({
      subject: linked(data.deliverable),
      sentence: "was exported.",
      facts: [
        { label: "File", value: `${data.format.toUpperCase()}, ${bytesInWords(data.size_bytes)}`, url: data.url },
        { label: "Workroom", value: data.workroom.name, url: data.workroom.url },
      ],
    }),
  }),
};
