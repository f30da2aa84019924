import { describe, expect, it } from "vitest";
import { DAY_MS, HOUR_MS, SECOND_MS } from "@/lib/time";
import { ATTEMPT_DELAYS_MS, ATTEMPTS_MAX, nextAttemptAt, parseRetryAfterMs } from "./schedule";

const endedAt = new Date("2026-11-23T12:00:00Z");
const waitAfter = (attemptNumber: number, random: number, retryAfterMs?: number) =>
  (nextAttemptAt({ attemptNumber, endedAt, random, retryAfterMs })?.getTime() ?? Number.NaN) - endedAt.getTime();

describe("nextAttemptAt", () => {
  it("follows the published ten attempts", () => {
    expect(ATTEMPTS_MAX).toBe(10);
    expect(ATTEMPT_DELAYS_MS.map((ms) => ms / SECOND_MS)).toEqual([
      0, 5, 30, 120, 600, 1800, 7200, 18000, 36000, 72000,
    ]);
  });

  it("stretches and shortens each wait by at most a fifth", () => {
    expect(waitAfter(1, 0)).toBe(4_000);
    expect(waitAfter(1, 0.5)).toBe(5_000);
    expect(waitAfter(1, 0.999999)).toBeCloseTo(6_000, -1);
  });

  it("ends after the tenth", () => {
    expect(waitAfter(9, 0.5)).toBe(20 * HOUR_MS);
    expect(nextAttemptAt({ attemptNumber: 10, endedAt })).toBeNull();
  });

  it("lets Retry-After move an attempt later, never earlier, and at most a day", () => {
    expect(waitAfter(1, 0.5, 60_000)).toBe(60_000);
    expect(waitAfter(3, 0.5, 1_000)).toBe(120_000);
    expect(waitAfter(1, 0.5, 9 * DAY_MS)).toBe(DAY_MS);
  });
});

describe("parseRetryAfterMs", () => {
  const now = endedAt.getTime();
  it.each([
    ["120", 120_000],
    [" 7 ", 7_000],
    ["Mon, 23 Nov 2026 12:00:30 GMT", 30_000],
    ["Monday, 23-Nov-26 12:00:30 GMT", 30_000],
    ["Mon Nov 23 12:00:30 2026", 30_000],
    ["Tue Dec  1 12:00:00 2026", 8 * DAY_MS],
    ["Tuesday, 23-Nov-76 12:00:00 GMT", 18_263 * DAY_MS],
    ["Wed, 29 Feb 2028 12:00:00 GMT", 463 * DAY_MS],
    ["99999999999", 99_999_999_999_000],
    ["9".repeat(400), Number.MAX_SAFE_INTEGER],
    ["Mon, 23 Nov 2026 11:00:00 GMT", undefined],
    ["Wednesday, 23-Nov-77 12:00:00 GMT", undefined],
    ["0", undefined],
    ["soon", undefined],
    ["Tue", undefined],
    ["5 pm", undefined],
    ["120 s", undefined],
    ["120, 240", undefined],
    ["1.5", undefined],
    ["-1", undefined],
    ["-5", undefined],
    ["+5", undefined],
    ["1e3", undefined],
    ["0x10", undefined],
    ["2027-01-01", undefined],
    ["2027-01-01T00:00:00Z", undefined],
    ["1 Jan 2027", undefined],
    ["Fri, 1 Jan 2027 00:00:00 GMT", undefined],
    ["Fri, 01 Jan 2027 00:00:00", undefined],
    ["Fri, 01 Jan 2027 00:00:00 +0000", undefined],
    ["Fri, 01 Jan 2027 00:00:00 UTC", undefined],
    ["fri, 01 jan 2027 00:00:00 gmt", undefined],
    ["Fri, 01 Foo 2027 00:00:00 GMT", undefined],
    ["Fri, 31 Feb 2027 00:00:00 GMT", undefined],
    ["Fri, 01 Jan 2027 24:00:00 GMT", undefined],
    ["Fri, 01 Jan 2027 00:60:00 GMT", undefined],
    ["Fri, 01 Jan 2027 1:00:0:0 GMT", undefined],
    ["Fri Jan 1 00:00:00 2027", undefined],
    ["", undefined],
    [undefined, undefined],
  ])("reads %j as %j ms", (value, expected) => {
    expect(parseRetryAfterMs(value, now)).toBe(expected);
  });
});
