import { expect, it } from "vitest";
import { safeNext } from "./safe-next";

it.each(["/settings/developers/api-keys", "/invite/inv_1.tag?x=1#y", "/"])("keeps %s", (path) => {
  expect(safeNext(path)).toBe(path);
});

it.each([
  undefined,
  null,
  "",
  ["/a", "/b"],
  "https://evil.example",
  "//evil.example",
  "/\\evil.example",
  "/\t/evil.example",
  "\\\\evil.example",
  "javascript:alert(1)",
  "settings",
  "/.//evil.example",
])("leads %j home", (next) => {
  expect(safeNext(next)).toBe("/settings/integrations/webhooks");
});
