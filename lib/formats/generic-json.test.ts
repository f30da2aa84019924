import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { catalogue, EVENT_TYPES } from "@/lib/events/catalogue";
import { hostileEvents } from "@/lib/testing/hostile-events";
import { flatKeys, genericJson } from "./generic-json";

const SNAKE_CASE = /^[a-z0-9]*(_[a-z0-9]*)*$/;

function render(event: (typeof catalogue)["webhook.test"]["example"]): Record<string, unknown> {
  const { body } = genericJson.render({ event, config: {}, url: "https://example.com/", deliveryId: "dlv_1" });
  return JSON.parse(body) as Record<string, unknown>;
}

function isScalar(value: unknown): boolean {
  return value === null || ["string", "number", "boolean"].includes(typeof value);
}

function expectFlat(flat: Record<string, unknown>): void {
  for (const [key, value] of Object.entries(flat)) {
    expect(key).toMatch(SNAKE_CASE);
    expect(Array.isArray(value) ? value.every(isScalar) : isScalar(value)).toBe(true);
  }
}

describe.each(EVENT_TYPES)("%s", (type) => {
  it("has exactly the documented keys, in their order and of their type", () => {
    const flat = render(catalogue[type].example);
    const keys = flatKeys(type);
    expect(Object.keys(flat)).toEqual(keys.map(({ key }) => key));
    expectFlat(flat);
    for (const { key, type: documented, description } of keys) {
      expect(description, key).not.toBe("");
      expect(Array.isArray(flat[key])).toBe(documented.startsWith("array"));
      if (flat[key] === null) expect(documented).toMatch(/ or null$/);
    }
    expect(new Set(keys.map(({ key }) => key)).size).toBe(keys.length);
  });
});

describe("any event", () => {
  it("is flat", () => {
    fc.assert(fc.property(hostileEvents, (event) => expectFlat(render(event))));
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (data) => {
        expectFlat(render({ ...catalogue["webhook.test"].example, type: "never.heard_of", data }));
      }),
    );
  });

  it("keeps the rows of an array of objects together", () => {
    const example = catalogue["workroom.completed"].example;
    const deliverables = [
      { id: "dl_1", name: "A" },
      { id: "dl_2", name: "B", url: "https://x.example/" },
    ];
    expect(render({ ...example, data: { ...example.data, deliverables } })).toMatchObject({
      deliverables_id: ["dl_1", "dl_2"],
      deliverables_name: ["A", "B"],
      deliverables_url: [null, "https://x.example/"],
    });
  });

  it("has the same keys when an array is empty and an optional field is missing", () => {
    const example = catalogue["workroom.completed"].example;
    const data = { ...example.data, workroom: { id: "wr_1", name: "W" }, deliverables: [] };
    const flat = render({ ...example, data });
    expect(Object.keys(flat)).toEqual(flatKeys("workroom.completed").map(({ key }) => key));
    expect(flat).toMatchObject({ workroom_url: null, deliverables_id: [], deliverables_name: [] });
  });
});
