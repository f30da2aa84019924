import { expect, it } from "vitest";
import { allowOnly } from "./allow-only";

it("says which methods there are", () => {
  const answer = allowOnly("GET", "POST")();
  expect([answer.status, answer.headers.get("allow")]).toEqual([405, "GET, POST"]);
});
