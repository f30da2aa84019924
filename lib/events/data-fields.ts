import { z } from "zod";
import { ID_PREFIXES, type IdKind } from "@/lib/ids";

/** The ids that the examples share, so that they tell one story. */
export const EXAMPLE_IDS = {
  organization: "org_01KYT3P6G0T15W4BD1VFFQWW5B",
  workspace: "ws_01KZQXBS00C9WTZ7N5TZA4M985",
  workroom: "wr_01M7C9FXG07ZGGDTQJ23T2PFM8",
  deliverable: "dl_01M7V6APR0A2B6PZMHYK3YC0WG",
  secondDeliverable: "dl_01M7V6APR19VP8X0SD7M9TGY0N",
  agent: "ag_01M7V6APR19VP8X0SDKCE5YQAB",
  user: "usr_01M7V6APR19VP8X0SE2Y0ZW77D",
  connection: "con_01M7V6APR19VP8X0SF7F4F946V",
  bridge: "br_01M7V6APR19VP8X0SFAN6QT9MF",
  event: "evt_01M844DZG0NQ0S48XYQT3JMH7P",
} as const;

/** An id of a kind. Only the prefix is held to: AtelyaOS mints these ids, not this product. */
export function idOf(kind: IdKind, description: string): z.ZodString {
  const prefix = ID_PREFIXES[kind];
  return z
    .string()
    .regex(new RegExp(`^${prefix}_[0-9A-Za-z_-]{1,64}$`), `must be an id that starts with ${prefix}_`)
    .describe(description);
}

/** A moment as ISO 8601 with a zone. */
export function moment(description: string): z.ZodISODateTime {
  return z.iso
    .datetime({ offset: true, error: "must be a date and time with a zone, such as 2026-12-01T00:00:00Z" })
    .describe(description);
}

/** A text that is not empty. */
export function text(description: string): z.ZodString {
  return z.string().min(1, "must not be empty").describe(description);
}

/** A whole number from 0. */
export function count(description: string): z.ZodNumber {
  return z.number().int("must be a whole number").min(0, "must be 0 or more").describe(description);
}

/** A web address of AtelyaOS or of a provider, for people to follow. */
export function link(description: string): z.ZodURL {
  return z
    .url({ protocol: /^https?$/, error: "must be a web address that starts with https://" })
    .describe(description);
}

/** A field that is always there but may be null; it keeps its description. */
export function orNull<Schema extends z.ZodType>(schema: Schema): z.ZodNullable<Schema> {
  return z.nullable(schema).describe(schema.description ?? "");
}

export const workroom = z
  .strictObject({
    id: idOf("workroom", "The workroom's id."),
    name: text("The workroom's name."),
    url: link("Where people open the workroom.").optional(),
  })
  .describe("The workroom that the event is about.");

export const deliverable = z
  .strictObject({
    id: idOf("deliverable", "The deliverable's id."),
    name: text("The deliverable's name."),
    url: link("Where people open the deliverable.").optional(),
  })
  .describe("The deliverable that the event is about.");

export const agent = z
  .strictObject({
    id: idOf("agent", "The agent's id."),
    name: text("The agent's name."),
    url: link("Where people open the agent.").optional(),
  })
  .describe("The agent that the event is about.");

/** Somebody who acted. */
export function person(description: string) {
  return z
    .strictObject({
      id: idOf("user", "The person's id."),
      name: text("The person's name."),
      email: z.email("must be an e-mail address").describe("The person's e-mail address.").optional(),
    })
    .describe(description);
}

export const EXAMPLE_WORKROOM = {
  id: EXAMPLE_IDS.workroom,
  name: "Spring launch campaign",
  url: `https://app.atelyaos.com/workrooms/${EXAMPLE_IDS.workroom}`,
} as const;

export const EXAMPLE_DELIVERABLE = {
  id: EXAMPLE_IDS.deliverable,
  name: "Launch announcement",
  url: `https://app.atelyaos.com/deliverables/${EXAMPLE_IDS.deliverable}`,
} as const;

export const EXAMPLE_PERSON = {
  id: EXAMPLE_IDS.user,
  name: "Maya Okafor",
  email: "maya@northwind.example",
} as const;

/** A thing of AtelyaOS as people follow it. */
export function linked(thing: { name: string; url?: string | undefined }): { text: string; url: string | undefined } {
  return { text: thing.name, url: thing.url };
}
