import { expect, it } from "vitest";
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from "@/lib/time";
import { remainingWords } from "./remaining-words";

it.each([
  [7 * DAY_MS - 1, "6 days 23 h"],
  [DAY_MS, "24 h 0 min"],
  [HOUR_MS, "1 h 0 min"],
  [4 * MINUTE_MS + 9 * SECOND_MS, "4 min 9 s"],
  [0, "0 min 0 s"],
])("%i ms are %s", (ms, words) => {
  expect(remainingWords(ms)).toBe(words);
});
