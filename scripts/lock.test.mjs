import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { lockHolder, takeLock } from "./lock.mjs";

const folder = mkdtempSync(join(tmpdir(), "lock-"));
afterAll(() => rmSync(folder, { recursive: true }));

test("is had by one process at a time, until it is released", () => {
  const file = join(folder, "one");
  const lock = takeLock(file);
  expect(takeLock(file)).toEqual({ holder: process.pid });
  lock.release();
  expect(existsSync(file)).toBe(false);
  expect(takeLock(file).release).toBeTypeOf("function");
});

test("is taken over from a process that died", () => {
  const file = join(folder, "dead");
  writeFileSync(file, String(spawnSync(process.execPath, ["-e", ""]).pid));
  expect(lockHolder(file)).toBeUndefined();
  expect(takeLock(file).release).toBeTypeOf("function");
  expect(lockHolder(file)).toBe(process.pid);
});

test.runIf(process.platform === "linux")("is taken over where another program has the dead one's number", () => {
  const file = join(folder, "reused");
  // Whatever runs as our parent's parent or init is no lock holder: it never wrote this file.
  writeFileSync(file, "1");
  expect(takeLock(file).release).toBeTypeOf("function");
});
