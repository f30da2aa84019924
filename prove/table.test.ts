import { expect, test } from "vitest";
import { steadyLedger, TIMES } from "./judge/testing/steady-ledger";
import { judge } from "./judge/verdict";
import { summary, tableHead, tableRow } from "./table";

const base = { name: "row", title: "one destination's row locked", seconds: 61.4 };
const demands = { doubles: 4, others: "keep pace", recoverySecondsMax: 30 } as const;

test("a row has the numbers under their heads, and below it what was seen and why it falls", () => {
  const ledger = steadyLedger({ latencyMs: (sentAt) => (sentAt === 12_000 ? null : 20) });
  const [numbers, ...details] = tableRow({ ...base, state: "fell", verdict: judge(ledger, TIMES, demands) }).split(
    "\n",
  );
  expect(numbers?.length).toBe(tableHead().length);
  expect(numbers).toMatch(
    /^fell +one destination's row locked +300\/300 +598\/600 +2 +0 of 4 +never +20 \(20\) +20 \(20\) +61 s$/,
  );
  expect(details.map((line) => line.trim())).toContain(
    "FALLS: 2 deliveries that were answered with 202 did not arrive",
  );
});

test("a cell without a verdict says why", () => {
  expect(tableRow({ ...base, state: "not run", why: "no small disk can be had here" })).toMatch(
    /^not run one destination's row locked +no small disk can be had here$/,
  );
});

test("the last line counts the states", () => {
  const rows = (["held", "fell", "held", "not run"] as const).map((state) => ({ ...base, state }));
  expect(summary(rows)).toBe("2 held, 1 fell, 1 not run");
});
