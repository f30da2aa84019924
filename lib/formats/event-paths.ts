import { EVENT_TYPES } from "@/lib/events/catalogue";
import type { EventEnvelope } from "@/lib/events/envelope";
import { eventJsonSchema } from "@/lib/events/json-schema";
import { storyText, titleOf } from "@/lib/events/story";
import { member } from "./judge";

const ENVELOPE_PATHS = ["title", "summary", "id", "type", "timestamp", "organization_id", "workspace_id"];

let known: readonly string[] | undefined;

/** Every path that some event type has, for mappings: "title", "summary", "type", "data.workroom.name", … */
export function eventPaths(): readonly string[] {
  known ??= [
    ...new Set([...ENVELOPE_PATHS, ...EVENT_TYPES.flatMap((type) => schemaPaths(eventJsonSchema(type), "data"))]),
  ];
  return known;
}

/** What an event has at a path; undefined where it has nothing. Own members only. */
export function readPath(event: EventEnvelope, path: string): unknown {
  if (path === "title") return titleOf(event);
  if (path === "summary") return storyText(event);
  return path.split(".").reduce<unknown>(member, event);
}

function schemaPaths(schema: unknown, prefix: string): string[] {
  const properties = member(schema, "properties");
  if (typeof properties !== "object" || properties === null) return [];
  return Object.entries(properties).flatMap(([name, property]) => [
    `${prefix}.${name}`,
    ...schemaPaths(property, `${prefix}.${name}`),
  ]);
}
