import type { z } from "zod";
import { EXAMPLE_IDS } from "./data-fields";
import type { EventEnvelope } from "./envelope";

/** A name that people may follow. */
export type StoryLink = { text: string; url?: string | undefined };

/** An event as people are told it; chat messages, tickets and conversations are drawn from it. Plain text throughout. */
export type Story = {
  /** What it is about. It opens the sentence. */
  subject: StoryLink;
  /** The rest of the sentence: "is complete." */
  sentence: string;
  facts?: readonly { label: string; value: string; url?: string | undefined }[];
  /** Somebody's own words. */
  quote?: string;
  list?: { label: string; items: readonly StoryLink[] };
};

/** Everything the product knows of one event type; the picker, the API, the docs and the validation are drawn from it. */
export type EventDefinition<Type extends string = string, Schema extends z.ZodType = z.ZodType> = {
  type: Type;
  /** The family's id, the part before the dot. */
  family: string;
  /** For lists and message headings: "Workroom completed". */
  title: string;
  /** One sentence: when it is published. */
  description: string;
  /** Part of the public API: its name never changes, its data only grows, subscriptions may pick it. */
  stable: boolean;
  dataSchema: Schema;
  /** A whole envelope as it would be sent. */
  example: EventEnvelope;
  /** How people are told of it, from data that passed the schema. */
  story(data: z.output<Schema>): Story;
};

type EventInput<Type extends string, Schema extends z.ZodType> = {
  type: Type;
  title: string;
  description: string;
  stable?: boolean;
  dataSchema: Schema;
  exampleData: z.input<Schema> & Record<string, unknown>;
  story(data: z.output<Schema>): Story;
};

/** An entry of the catalogue. Its example is made whole with the ids and the time that all examples share. */
export function defineEvent<const Type extends string, Schema extends z.ZodType>(
  input: EventInput<Type, Schema>,
): EventDefinition<Type, Schema> {
  return {
    type: input.type,
    family: input.type.slice(0, input.type.indexOf(".")),
    title: input.title,
    description: input.description,
    stable: input.stable ?? false,
    dataSchema: input.dataSchema,
    story: input.story,
    example: {
      id: EXAMPLE_IDS.event,
      type: input.type,
      timestamp: "2026-11-23T12:00:00.000Z",
      organization_id: EXAMPLE_IDS.organization,
      workspace_id: EXAMPLE_IDS.workspace,
      data: input.exampleData,
    },
  };
}
