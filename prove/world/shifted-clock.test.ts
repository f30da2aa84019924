import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { HOUR_MS } from "@/lib/time";

const PRELOAD = new URL("./shifted-clock.mjs", import.meta.url).href;
const ASK = `console.log(JSON.stringify({
  clocks: [Date.now(), new Date().getTime(), Date.parse(Date())],
  fixed: new Date(86400000).toISOString(),
  copied: structuredClone(new Date(0)) instanceof Date,
}))`;

test("a process with the preload is an hour behind however it asks, and given moments stay", () => {
  const said = execFileSync(process.execPath, ["--import", PRELOAD, "-e", ASK], {
    env: { ...process.env, PROVE_CLOCK_SHIFT_MS: `${-HOUR_MS}` },
    encoding: "utf8",
  });
  const { clocks, ...rest } = JSON.parse(said) as { clocks: number[] };
  for (const clock of clocks) expect(Math.abs(Date.now() - HOUR_MS - clock)).toBeLessThan(60_000);
  expect(clocks).toHaveLength(3);
  expect(rest).toEqual({ fixed: "1970-01-02T00:00:00.000Z", copied: true });
});
