import { expect, test } from "vitest";
import { backoffMs, retryAfterMs } from "./backoff";
import { parseMoment, parseSpan } from "./duration";

test("waits as Inngest's table says, with up to 30 s of jitter", () => {
  const seconds = Array.from({ length: 12 }, (_, attempt) => backoffMs(attempt, 0) / 1_000);
  expect(seconds).toEqual([15, 30, 60, 120, 300, 600, 1_200, 2_400, 3_600, 7_200, 7_200, 7_200]);
  expect(backoffMs(0, 0.999_999)).toBeLessThan(45_000);
});

test("reads retry-after as seconds or a date, within a second and a day", () => {
  const now = Date.parse("2026-11-23T12:00:00Z");
  expect(retryAfterMs("20", now)).toBe(20_000);
  expect(retryAfterMs("0", now)).toBe(1_000);
  expect(retryAfterMs("999999", now)).toBe(86_400_000);
  expect(retryAfterMs("2026-11-23T12:01:00.000Z", now)).toBe(60_000);
  expect(retryAfterMs("2020-01-01T00:00:00.000Z", now)).toBe(1_000);
  expect(retryAfterMs("soon", now)).toBeUndefined();
  expect(retryAfterMs(undefined, now)).toBeUndefined();
});

test("reads the SDK's spans and dates", () => {
  expect(parseSpan("1h30m")).toBe(5_400_000);
  expect(parseSpan("2w1d3s")).toBe(1_296_003_000);
  expect(parseSpan("2026-11-23")).toBeUndefined();
  expect(parseMoment("10s", 5_000)).toBe(15_000);
  expect(parseMoment("999999999999w", 5_000)).toBe(8.64e15);
  expect(parseMoment("2026-11-23T12:00:00.000Z", 0)).toBe(Date.parse("2026-11-23T12:00:00Z"));
  expect(parseMoment("whenever", 0)).toBeUndefined();
});
