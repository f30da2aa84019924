import { expect, test } from "vitest";
import { drained, eventually, pool } from "./testing/harness";
import { ask, client, log, numbers, startWorker } from "./testing/workers";

const HOUR_MS = 3_600_000;
// The database's clock is known within a few milliseconds, on a busy machine less exactly.
const EARLY_MS = 100;

async function databaseNow(): Promise<number> {
  const { rows } = await pool.query("select extract(epoch from clock_timestamp())::float8 * 1000 as now");
  return rows[0].now;
}

test.each([
  ["ahead", HOUR_MS],
  ["behind", -HOUR_MS],
])("a process whose clock is an hour %s, and its neighbour, run everything at its moment", async (_, shiftMs) => {
  const workers = await Promise.all([startWorker({ CLOCK_SHIFT_MS: String(shiftMs) }), startWorker()]);
  const sentAt = await databaseNow();
  await Promise.all(
    workers.map((worker, index) =>
      ask(worker, {
        ask: "send",
        events: [
          { name: "w/single", n: index },
          ...numbers(10).map((n) => ({ name: "w/single", n: 100 + 20 * n + index, inMs: 2_000 })),
          ...numbers(4).map((n) => ({ name: "w/again", n: 300 + 20 * n + index })),
          ...numbers(4).map((n) => ({ name: "w/nap", n: 400 + 20 * n + index })),
        ],
      }),
    ),
  );
  await eventually(async () => expect(await log()).toHaveLength(38));
  await drained({ client });
  const rows = await log();
  expect(new Set(rows.map(({ n }) => n)).size).toBe(38);
  const afterMs = (row: { at: Date }) => row.at.getTime() - sentAt;
  const atOnce = rows.filter(({ n }) => n < 100);
  const later = rows.filter(({ n }) => n >= 100);
  expect(atOnce).toHaveLength(2);
  for (const row of atOnce) expect(afterMs(row)).toBeLessThan(10_000);
  for (const row of later) {
    expect(afterMs(row)).toBeGreaterThan(2_000 - EARLY_MS);
    expect(afterMs(row)).toBeLessThan(10_000);
  }
});

test("a cron of processes whose clocks are two hours apart fires once a moment, at its moment", async () => {
  await Promise.all([
    startWorker({ CLOCK_SHIFT_MS: String(HOUR_MS), TICKS: "1" }),
    startWorker({ CLOCK_SHIFT_MS: String(-HOUR_MS), TICKS: "1" }),
  ]);
  await eventually(async () => expect((await log()).length).toBeGreaterThanOrEqual(4));
  const ticks = await log();
  expect(new Set(ticks.map(({ n }) => n)).size).toBe(ticks.length);
  for (const { n, at } of ticks) {
    expect(at.getTime() - n).toBeGreaterThan(-EARLY_MS);
    expect(at.getTime() - n).toBeLessThan(10_000);
  }
});
