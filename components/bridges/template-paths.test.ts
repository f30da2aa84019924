import { expect, it } from "vitest";
import { namesAfter } from "./template-paths";

const paths = ["id", "data.workroom", "data.workroom.id", "data.workroom.name", "data.note"];

it("offers what may follow", () => {
  expect(namesAfter(paths, [])).toEqual(["id", "data"]);
  expect(namesAfter(paths, ["data"])).toEqual(["workroom", "note"]);
  expect(namesAfter(paths, ["data", "workroom"])).toEqual(["id", "name"]);
  expect(namesAfter(paths, ["id"])).toEqual([]);
});
