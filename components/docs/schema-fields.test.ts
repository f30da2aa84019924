import { expect, it } from "vitest";
import { eventJsonSchema } from "@/lib/events/json-schema";
import { schemaFields } from "./schema-fields";

it("lists fields flat, with what is inside lists and objects, and tells the optional ones", () => {
  const fields = schemaFields(eventJsonSchema("workroom.completed"));
  const byPath = Object.fromEntries(fields.map(({ path, type, required }) => [path, { type, required }]));
  expect(byPath["workroom.id"]).toEqual({ type: "string", required: true });
  expect(byPath["workroom.url"]).toEqual({ type: "URL", required: false });
  expect(byPath.deliverables).toEqual({ type: "list of objects", required: true });
  expect(byPath["deliverables[].name"]).toEqual({ type: "string", required: true });
  expect(byPath.duration_seconds).toEqual({ type: "number", required: true });
});

it("names the choices of an enum, and null where it is one", () => {
  const fields = schemaFields({
    properties: {
      state: { enum: ["open", "done"] },
      url: { anyOf: [{ type: "string" }, { type: "null" }] },
    },
  });
  expect(fields.map((field) => field.type)).toEqual(['"open" or "done"', "string or null"]);
});
