import { expect, it } from "vitest";
import { filterWords } from "./filter-words";

const names = new Map([["ws_1", "Default"]]);

it.each([
  [null, null],
  [{}, null],
  [{ all: { workspace_ids: ["ws_1"] } }, "Default"],
  [{ all: { workspace_ids: ["ws_gone"] } }, "1 workspace"],
  [{ all: { workspace_ids: ["ws_1", "ws_2"], workroom_ids: ["wr_1"] } }, "2 workspaces · 1 workroom"],
  [{ types: { "credits.low": { workspace_ids: ["ws_1"] } } }, "1 type narrower"],
])("%j reads %s", (filters, words) => {
  expect(filterWords(filters, names)).toBe(words);
});
