import { describe, expect, it } from "vitest";
import { idPattern } from "@/lib/ids";
import { catalogue, EVENT_TYPES, FAMILIES, isEventType, parseEventData, SUBSCRIBABLE_TYPES } from "./catalogue";
import { eventEnvelope, PAYLOAD_BYTES_MAX } from "./envelope";
import { eventJsonSchema } from "./json-schema";

const PREFIXED_KINDS = {
  org_: "organization",
  ws_: "workspace",
  wr_: "workroom",
  dl_: "deliverable",
  ag_: "agent",
  usr_: "user",
  con_: "connection",
  br_: "bridge",
  evt_: "event",
} as const;

describe.each(EVENT_TYPES)("%s", (type) => {
  const definition = catalogue[type];

  it("has an example that is a whole, valid envelope", () => {
    expect(eventEnvelope.parse(definition.example)).toEqual(definition.example);
    expect(definition.dataSchema.parse(definition.example.data)).toEqual(definition.example.data);
    expect(definition.example.type).toBe(type);
    expect(JSON.stringify(definition.example).length).toBeLessThan(PAYLOAD_BYTES_MAX);
  });

  it("uses real ids in its example", () => {
    for (const text of texts(definition.example)) {
      for (const [prefix, kind] of Object.entries(PREFIXED_KINDS)) {
        if (text.startsWith(prefix)) expect(text).toMatch(idPattern(kind));
      }
    }
  });

  it("names and describes itself and every field", () => {
    expect(definition.type).toBe(type);
    expect(definition.title.length).toBeGreaterThan(3);
    expect(definition.description).toMatch(/\.$/);
    for (const property of properties(eventJsonSchema(type))) expect(property).toHaveProperty("description");
  });

  it("refuses an unknown field by its name", () => {
    expect(errorsOf(type, { ...definition.example.data, surprise: 1 })).toContainEqual({
      path: "data.surprise",
      message: "is not a known field",
    });
  });
});

describe("the catalogue", () => {
  it("keeps the six stable names, which never change", () => {
    expect(EVENT_TYPES.filter((type) => catalogue[type].stable)).toEqual([
      "workroom.completed",
      "workroom.revision_requested",
      "deliverable.exported",
      "credits.low",
      "credits.exhausted",
      "agent.updated",
    ]);
    expect(SUBSCRIBABLE_TYPES).toHaveLength(7);
    expect(SUBSCRIBABLE_TYPES).toContain("webhook.disabled");
  });

  it("puts every type into exactly one family", () => {
    expect(FAMILIES.flatMap((family) => family.types).toSorted()).toEqual(EVENT_TYPES.toSorted());
  });

  it("knows no type by way of the prototype", () => {
    expect(isEventType("constructor")).toBe(false);
    expect(isEventType("__proto__")).toBe(false);
    expect(isEventType("workroom.completed")).toBe(true);
  });
});

describe("parseEventData", () => {
  const good = catalogue["workroom.completed"].example.data;

  it("returns the object that came in", () => {
    expect(parseEventData("workroom.completed", good)).toEqual({ ok: true, type: "workroom.completed", data: good });
  });

  it("names each wrong field by its path", () => {
    const data = { ...good, workroom: { id: "ws_1", name: "" }, deliverables: [{ id: "dl_1" }], credits_used: "4" };
    expect(errorsOf("workroom.completed", data)).toEqual([
      { path: "data.workroom.id", message: "must be an id that starts with wr_" },
      { path: "data.workroom.name", message: "must not be empty" },
      { path: "data.credits_used", message: "must be a number, not a string" },
      { path: "data.deliverables[0].name", message: "is missing" },
    ]);
  });

  it.each([[null], [undefined], ["text"], [[]], [7]])("refuses %j", (data) => {
    expect(errorsOf("webhook.test", data)).toEqual([
      { path: "data", message: expect.stringMatching(/^(must be|is missing)/) },
    ]);
  });

  it("refuses a type that the catalogue lacks", () => {
    expect(errorsOf("toString", {})).toEqual([{ path: "type", message: "toString is no event type of the catalogue" }]);
  });

  it("refuses a key that would reach the prototype", () => {
    const data: unknown = JSON.parse('{"message":"hi","__proto__":{"x":1}}');
    expect(errorsOf("webhook.test", data)).toHaveLength(1);
  });
});

function errorsOf(type: string, data: unknown): readonly { path: string; message: string }[] {
  const parsed = parseEventData(type, data);
  return parsed.ok ? [] : parsed.errors;
}

function texts(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(texts);
}

type Schema = { properties?: Record<string, Schema>; items?: Schema; anyOf?: Schema[] };

function properties(schema: Schema): Schema[] {
  const own = Object.values(schema.properties ?? {});
  const below = [...own, ...(schema.items ? [schema.items] : []), ...(schema.anyOf ?? [])];
  return [...own, ...below.flatMap(properties)];
}
