import { z } from "zod";
import { catalogue, type EventTypeName } from "./catalogue";

const made = new Map<EventTypeName, Record<string, unknown>>();

/** The JSON Schema (draft 2020-12) of a type's `data`, as the API and the documentation show it. */
export function eventJsonSchema(type: EventTypeName): Record<string, unknown> {
  const known = made.get(type);
  if (known) return known;
  const { $schema: _, ...schema } = z.toJSONSchema(catalogue[type].dataSchema);
  made.set(type, schema);
  return schema;
}
