import { afterEach, expect, it, vi } from "vitest";
import { clockNow, setClockOffset } from "@/lib/clock";
import { logger } from "@/lib/logger";
import { HOUR_MS } from "@/lib/time";
import { sqlPool } from "./client";
import { keepTime, lookAtClock } from "./clock";

afterEach(() => {
  vi.restoreAllMocks();
  setClockOffset(0);
});

// Sets this process's own clock off.
function shift(ms: number): void {
  const right = Date.now.bind(Date);
  vi.spyOn(Date, "now").mockImplementation(() => right() + ms);
}

async function offTheDatabases(): Promise<number> {
  const { rows } = await sqlPool().query<{ now: Date }>("SELECT clock_timestamp() AS now");
  return Math.abs(clockNow() - Number(rows[0]?.now));
}

it.each([-HOUR_MS, HOUR_MS, 3_000])(
  "goes by the database's clock when its own is off by %i ms, and says so once",
  async (ms) => {
    const warn = vi.spyOn(logger, "warn").mockImplementation(() => undefined);
    shift(ms);
    expect(await offTheDatabases()).toBeGreaterThan(2_000);
    await lookAtClock();
    expect(await offTheDatabases()).toBeLessThan(1_000);
    await lookAtClock();
    expect(warn).toHaveBeenCalledTimes(1);
    expect(warn.mock.calls[0]?.[1]).toMatch(ms < 0 ? /is .* behind the database's/ : /is .* ahead of the database's/);
  },
);

it("leaves a clock that is right alone", async () => {
  const warn = vi.spyOn(logger, "warn").mockImplementation(() => undefined);
  await lookAtClock();
  expect(await offTheDatabases()).toBeLessThan(1_000);
  expect(warn).not.toHaveBeenCalled();
});

it("follows a clock that is set while the process runs", async () => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  vi.spyOn(logger, "warn").mockImplementation(() => undefined);
  const end = await keepTime();
  shift(HOUR_MS);
  vi.advanceTimersByTime(5_000);
  vi.useRealTimers();
  await expect.poll(offTheDatabases).toBeLessThan(1_000);
  end();
});
