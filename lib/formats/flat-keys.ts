import { catalogue, type EventTypeName, isEventType } from "@/lib/events/catalogue";
import type { EventEnvelope } from "@/lib/events/envelope";
import { eventJsonSchema } from "@/lib/events/json-schema";

export type Scalar = string | number | boolean | null;
export type FlatValue = Scalar | Scalar[];

/** One key of the flat object of an event type, for the documentation. */
export type FlatKey = { key: string; type: string; description: string };

const ENVELOPE_KEYS: readonly FlatKey[] = [
  { key: "event_id", type: "string", description: "The event's id; a repeat carries the same one." },
  { key: "event_type", type: "string", description: "The event's type, such as workroom.completed." },
  { key: "event_title", type: "string", description: "The type in words, such as Workroom completed." },
  { key: "timestamp", type: "string", description: "When it happened, in ISO 8601." },
  { key: "organization_id", type: "string", description: "The organization's id." },
  { key: "workspace_id", type: "string", description: "The workspace's id." },
];

const documented = new Map<EventTypeName, readonly FlatKey[]>();

/** Every key of the flat object of an event type, in order. All are always present; what an event lacks is null. */
export function flatKeys(type: EventTypeName): readonly FlatKey[] {
  const known = documented.get(type);
  if (known) return known;
  const keys = [...ENVELOPE_KEYS, ...schemaKeys(eventJsonSchema(type) as JsonSchema, "", false)];
  documented.set(type, keys);
  return keys;
}

/**
 * An event as one flat object. Nested objects join their names (`workroom_id`); an array of objects becomes one array a
 * field (`deliverables_id`, `deliverables_name`), whose n-th elements belong together.
 */
export function flattenEvent(event: EventEnvelope): Record<string, FlatValue> {
  const flat: Record<string, FlatValue> = {
    event_id: event.id,
    event_type: event.type,
    event_title: isEventType(event.type) ? catalogue[event.type].title : event.type,
    timestamp: event.timestamp,
    organization_id: event.organization_id,
    workspace_id: event.workspace_id,
  };
  if (isEventType(event.type)) {
    for (const { key, type } of flatKeys(event.type)) flat[key] ??= type.startsWith("array") ? [] : null;
  }
  flatten(event.data, "", flat);
  return flat;
}

function flatten(object: Record<string, unknown>, prefix: string, into: Record<string, FlatValue>): void {
  for (const [name, value] of Object.entries(object)) {
    const key = prefix + snakeCase(name);
    if (Array.isArray(value)) flattenArray(value, key, into);
    else if (isRecord(value)) flatten(value, `${key}_`, into);
    else if (value !== undefined) into[key] = toScalar(value);
  }
}

function flattenArray(values: readonly unknown[], key: string, into: Record<string, FlatValue>): void {
  const rows = values.filter(isRecord);
  if (rows.length === 0 || rows.length < values.length) {
    // An empty array of objects is documented under its fields' names already.
    if (values.length > 0 || !Object.keys(into).some((known) => known.startsWith(`${key}_`))) {
      into[key] = values.map(toScalar);
    }
    return;
  }
  const flatRows = rows.map((row) => {
    const flat: Record<string, FlatValue> = {};
    flatten(row, "", flat);
    return flat;
  });
  const names = new Set(flatRows.flatMap((row) => Object.keys(row)));
  for (const known of Object.keys(into)) if (known.startsWith(`${key}_`)) names.add(known.slice(key.length + 1));
  for (const name of names) into[`${key}_${name}`] = flatRows.map((row) => toScalar(row[name] ?? null));
}

// What is no scalar at this depth is told as JSON text rather than lost.
function toScalar(value: unknown): Scalar {
  if (value === null || value === undefined) return null;
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  return JSON.stringify(value);
}

function snakeCase(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replace(/[^A-Za-z0-9]+/g, "_")
    .toLowerCase();
}

type JsonSchema = {
  type?: string;
  description?: string;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  anyOf?: JsonSchema[];
};

function schemaKeys(schema: JsonSchema, prefix: string, inArray: boolean): FlatKey[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, property]) => {
    const key = prefix + snakeCase(name);
    const nullable = property.anyOf?.some((option) => option.type === "null") ?? false;
    const value = property.anyOf?.find((option) => option.type !== "null") ?? property;
    const description = property.description ?? "";
    if (value.type === "object") return schemaKeys(value, `${key}_`, inArray);
    if (value.type === "array" && value.items?.type === "object") return schemaKeys(value.items, `${key}_`, true);
    if (value.type === "array") return [{ key, type: `array of ${value.items?.type ?? "string"}s`, description }];
    const type = value.type ?? "string";
    if (inArray) return [{ key, type: `array of ${type}s`, description }];
    return [{ key, type: nullable || !isRequired(schema, name) ? `${type} or null` : type, description }];
  });
}

function isRequired(schema: JsonSchema, name: string): boolean {
  return schema.required?.includes(name) ?? false;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
