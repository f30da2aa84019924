import { chmodSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { canReach } from "./run-as.mjs";

const base = mkdtempSync(join(tmpdir(), "reach-"));
afterAll(() => rmSync(base, { recursive: true }));

test("a folder below one that others may not enter cannot be reached by them", () => {
  const inner = join(base, "closed", "project");
  mkdirSync(inner, { recursive: true });
  chmodSync(base, 0o755);
  chmodSync(join(base, "closed"), 0o755);
  const stranger = { uid: 4_000_000, gid: 4_000_000 };
  expect(canReach(inner, stranger)).toBe(true);
  chmodSync(join(base, "closed"), 0o700);
  expect(canReach(inner, stranger)).toBe(false);
  expect(canReach(inner, { uid: process.getuid(), gid: process.getgid() })).toBe(true);
  expect(canReach(inner, undefined)).toBe(true);
});
