import { expect, test } from "vitest";
import { readArguments } from "./arguments";
import { CELLS } from "./cells";

const namesOf = (...args: string[]) => readArguments(args).cells.map(({ name }) => name);

test("every cell has a name of its own, and all run unless some are named", () => {
  expect(new Set(namesOf()).size).toBe(CELLS.length);
  expect(namesOf("row", "restart")).toEqual(["row", "restart"]);
});

test("the short form is a handful, and may be asked of any cell by name", () => {
  expect(namesOf("--short").length).toBeGreaterThan(2);
  expect(namesOf("--short").length).toBeLessThan(8);
  expect(readArguments(["--short", "queue"])).toMatchObject({ isShort: true, cells: [{ name: "queue" }] });
});

test("a name that does not exist is refused, and those that do are listed", () => {
  expect(() => namesOf("row", "rows")).toThrow(/There is no cell rows\. There are nothing, .*row, /);
});
