import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { logger } from "./logger";
import { logEachSecond, throttledLogger } from "./throttled-log";

const lines: unknown[][] = [];
beforeEach(() => {
  vi.useFakeTimers();
  lines.length = 0;
  vi.spyOn(logger, "error").mockImplementation((...line: unknown[]) => void lines.push(line));
  vi.spyOn(logger, "warn").mockImplementation((...line: unknown[]) => void lines.push(line));
});
afterEach(() => {
  vi.runAllTimers();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

it("says the first at once and counts the others of its second, the last one's fields beside them", () => {
  for (let n = 1; n <= 500; n++) logEachSecond("away", { n }, "no database");
  expect(lines).toEqual([[{ n: 1, kind: "away", count: 1 }, "no database"]]);
  vi.advanceTimersByTime(1_000);
  expect(lines.slice(1)).toEqual([[{ n: 500, kind: "away", count: 499 }, "no database"]]);
});

it("holds back no other kind, and says a kind at once again after a second of silence", () => {
  logEachSecond("away", {}, "first");
  logEachSecond("slow", {}, "other", "warn");
  expect(lines).toHaveLength(2);
  vi.advanceTimersByTime(1_000);
  expect(lines).toHaveLength(2);
  logEachSecond("away", {}, "again");
  expect(lines.at(-1)).toEqual([{ kind: "away", count: 1 }, "again"]);
});

it("goes on with a line a second for as long as the trouble lasts", () => {
  for (let ms = 0; ms < 5_000; ms += 10) {
    logEachSecond("away", {}, "no database");
    vi.advanceTimersByTime(10);
  }
  expect(lines).toHaveLength(6);
});

it("takes a message for a kind, and a function's own for another", () => {
  for (let n = 0; n < 3; n++) throttledLogger.warn({ n }, "the database is away");
  throttledLogger.warn({ functionId: "deliver" }, "the database is away");
  expect(lines).toMatchObject([
    [{ n: 0, count: 1 }, "the database is away"],
    [{ functionId: "deliver", count: 1 }, "the database is away"],
  ]);
});
