import { expect, it } from "vitest";
import { readApiKeyForm } from "./api-key-form";
import type { ApiKeyForm } from "./api-key-form-schema";

const now = Date.parse("2026-11-23T12:00:00Z");
const form: ApiKeyForm = { name: "CI", scopes: ["events:write"], reach: "all", workspaceIds: [], lifetime: "30" };

it("turns a lifetime into a date", () => {
  expect(readApiKeyForm(form, now).expiresAt).toEqual(new Date("2026-12-23T12:00:00Z"));
  expect(readApiKeyForm({ ...form, lifetime: "never" }, now).expiresAt).toBeNull();
});

it("refuses a restriction to nothing, which would be none", () => {
  expect(() => readApiKeyForm({ ...form, reach: "some" })).toThrow("Choose at least one workspace");
});

it("forgets workspaces that were ticked before all were chosen", () => {
  expect(readApiKeyForm({ ...form, workspaceIds: ["ws_1"] }).workspaceIds).toEqual([]);
  expect(readApiKeyForm({ ...form, reach: "some", workspaceIds: ["ws_1"] }).workspaceIds).toEqual(["ws_1"]);
});
