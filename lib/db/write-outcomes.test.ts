import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { markDatabaseError } from "./trouble";
import { failingWrites, notingWrite } from "./write-outcomes";

let passedMs = 0;
beforeEach(() => {
  passedMs += 1_000_000;
  vi.spyOn(performance, "now").mockImplementation(() => passedMs);
});
afterEach(() => {
  vi.restoreAllMocks();
});

const full = markDatabaseError(Object.assign(new Error("could not extend file"), { code: "53100" }));

async function fail(error: unknown, afterMs = 1_000): Promise<void> {
  passedMs += afterMs;
  await expect(notingWrite("events", () => Promise.reject(error))).rejects.toBe(error);
}

it("tells of writes that the database has not taken for a while, until it takes one", async () => {
  await fail(full);
  await fail(full);
  expect(failingWrites()).toEqual([]);
  await fail(full);
  await fail(full);
  expect(failingWrites()).toEqual(["events"]);
  await notingWrite("attempts", async () => undefined);
  expect(failingWrites()).toEqual(["events"]);
  expect(await notingWrite("events", async () => "stored")).toBe("stored");
  expect(failingWrites()).toEqual([]);
});

it("tells nothing of single failures between successes", async () => {
  for (let n = 0; n < 10; n++) {
    await fail(full);
    await notingWrite("events", async () => undefined);
  }
  expect(failingWrites()).toEqual([]);
});

it("tells nothing of what was refused for its own sake", async () => {
  for (let n = 0; n < 10; n++) await fail(Object.assign(new Error("out of range"), { code: "22003" }));
  expect(failingWrites()).toEqual([]);
});

it("forgets failures that no write has followed", async () => {
  for (let n = 0; n < 10; n++) await fail(full);
  passedMs += 61_000;
  expect(failingWrites()).toEqual([]);
  await fail(full);
  expect(failingWrites()).toEqual([]);
});
