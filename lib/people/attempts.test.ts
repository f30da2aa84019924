import { expect, it } from "vitest";
import { countAttempt, forgetAttempts } from "./attempts";

const rule = { max: 3, windowSeconds: 60 };
const start = Date.parse("2026-11-23T12:00:00Z");

it("lets the first three through and says how long to wait for the fourth", async () => {
  for (const at of [0, 1_000, 2_000]) expect(await countAttempt("a", rule, start + at)).toBe(0);
  expect(await countAttempt("a", rule, start + 20_000)).toBe(40);
  expect(await countAttempt("b", rule, start + 20_000)).toBe(0);
});

it("begins anew when the window is over or the count is forgotten", async () => {
  for (let i = 0; i < 4; i++) await countAttempt("c", rule, start);
  expect(await countAttempt("c", rule, start + 60_000)).toBe(0);
  for (let i = 0; i < 4; i++) await countAttempt("d", rule, start);
  await forgetAttempts("d");
  expect(await countAttempt("d", rule, start)).toBe(0);
});

it("counts attempts of the same moment one by one", async () => {
  const waits = await Promise.all(Array.from({ length: 10 }, () => countAttempt("e", rule, start)));
  expect(waits.filter((wait) => wait === 0)).toHaveLength(3);
});
