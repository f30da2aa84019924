import { expect, it } from "vitest";
import { errorAt, withoutField } from "./form-errors";

const errors = [
  { path: "name", message: "Give it a name." },
  { path: "config.headers[1].value", message: "No line breaks." },
];

it("finds a field's message, its parts' included", () => {
  expect(errorAt(errors, "name")).toBe("Give it a name.");
  expect(errorAt(errors, "config.headers")).toBe("No line breaks.");
  expect(errorAt(errors, "config.headers", false)).toBeUndefined();
  expect(errorAt(errors, "config.head")).toBeUndefined();
});

it("forgets a field's errors once it was changed, and no other's", () => {
  expect(withoutField(errors, "config.headers")).toEqual([errors[0]]);
  expect(withoutField(errors, "url")).toBe(errors);
});
