import { expect, it } from "vitest";
import { z } from "zod";
import { fieldErrors, firstInWords } from "./field-errors";

const schema = z.strictObject({
  name: z.string().min(1).max(20),
  code: z.string().min(3),
  kind: z.enum(["bridge", "subscription"]),
  always: z.literal("yes"),
  amount: z.number().int().min(0).max(10),
  share: z.number().positive(),
  tags: z.array(z.string()).min(1).max(2),
  link: z.url(),
  own: z.string("Say what it is called."),
  note: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  on: z.boolean(),
});
const valid = {
  name: "n",
  code: "abc",
  kind: "bridge",
  always: "yes",
  amount: 1,
  share: 0.5,
  tags: ["a"],
  link: "https://example.com",
  own: "o",
  note: {},
  on: true,
};

it.each([
  [{ name: undefined }, "name is missing"],
  [{ name: 7 }, "name must be a string, not a number"],
  [{ name: "" }, "name must not be empty"],
  [{ name: "x".repeat(21) }, "name must have at most 20 characters"],
  [{ code: "a" }, "code must have at least 3 characters"],
  [{ kind: "other" }, "kind must be one of bridge, subscription"],
  [{ always: "no" }, "always must be yes"],
  [{ amount: 1.5 }, "amount must be a whole number"],
  [{ amount: Number.NaN }, "amount must be a number"],
  [{ amount: -1 }, "amount must be at least 0"],
  [{ amount: 11 }, "amount must be at most 10"],
  [{ share: 0 }, "share must be more than 0"],
  [{ tags: [] }, "tags must not be empty"],
  [{ tags: ["a", "b", "c"] }, "tags must have at most 2 entries"],
  [{ tags: { 0: "a" } }, "tags must be an array, not an object"],
  [{ link: "nowhere" }, "link has not the right form"],
  [{ own: 1 }, "Say what it is called."],
  [{ note: { deep: {} } }, "note.deep must be a string, a number or true or false"],
  [{ note: [] }, "note must be an object, not an array"],
  [{ on: "yes" }, "on must be true or false, not a string"],
  [{ colour: "red" }, "colour is not a known field"],
  [{ name: 7, on: 7 }, "name must be a string, not a number (and 1 more)"],
])("says what is wrong with %j", (wrong, words) => {
  const { error } = schema.safeParse({ ...valid, ...wrong });
  expect(firstInWords(error ? fieldErrors(error) : [])).toBe(words);
});

it("speaks of the body where no field is at fault", () => {
  const { error } = schema.safeParse([]);
  expect(firstInWords(error ? fieldErrors(error) : [])).toBe("The body must be an object, not an array");
});
