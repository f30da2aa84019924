import { describe, expect, it } from "vitest";
import { bytesInWords, countInWords, dayInWords, durationInWords, momentInWords, moneyInWords } from "./words";

describe("words", () => {
  it.each([
    [0, "0 s"],
    [0.4, "0 s"],
    [59, "59 s"],
    [60, "1 min"],
    [5_430, "1 h 30 min"],
    [3_600, "1 h"],
    [3_605, "1 h"],
    [187_200, "2 d 4 h"],
  ])("%d seconds are %s", (seconds, words) => expect(durationInWords(seconds)).toBe(words));

  it.each([
    [1, "1 byte"],
    [0, "0 bytes"],
    [999, "999 bytes"],
    [482_113, "482 kB"],
    [1_240_000, "1.2 MB"],
    [3_000_000_000_000, "3,000 GB"],
  ])("%d bytes are %s", (bytes, words) => expect(bytesInWords(bytes)).toBe(words));

  it.each([
    [24_900, "eur", "€249.00"],
    [500, "jpy", "¥500"],
    [0, "usd", "$0.00"],
  ])("%d of %s are %s", (amount, currency, words) => expect(moneyInWords(amount, currency)).toBe(words));

  it("counts", () => {
    expect(countInWords(1, "credit")).toBe("1 credit");
    expect(countInWords(2_000, "credit")).toBe("2,000 credits");
  });

  it("tells days and moments in UTC, and keeps what is no date", () => {
    expect(dayInWords("2026-12-01T00:30:00+02:00")).toBe("30 November 2026");
    expect(momentInWords("2026-11-23T12:00:00.000Z")).toBe("23 November 2026, 12:00 UTC");
    expect(momentInWords("soon")).toBe("soon");
  });
});
