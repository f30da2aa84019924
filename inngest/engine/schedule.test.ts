import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { setClockOffset } from "@/lib/clock";
import { startSchedule } from "./schedule";
import type { FunctionPlan } from "./support";

const MINUTE_MS = 60_000;
const HOURLY = { cron: "TZ=UTC 0 * * * *", pattern: "0 * * * *", timezone: "UTC" };
const plan: FunctionPlan = { id: "app-fn", events: [], crons: [HOURLY], attemptsMax: 1, batch: undefined };

const fired: string[] = [];
let schedule: { stop: () => void };

function startAt(moment: string): void {
  vi.setSystemTime(new Date(moment));
  schedule = startSchedule([plan], (_, event) => fired.push(event.id));
}

beforeEach(() => {
  vi.useFakeTimers();
  fired.length = 0;
});

afterEach(() => {
  schedule.stop();
  setClockOffset(0);
  vi.useRealTimers();
});

test("fires each moment once, with an id of its own", () => {
  startAt("2026-11-23T11:59:30.000Z");
  vi.advanceTimersByTime(29_999);
  expect(fired).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(fired).toEqual(["cron:app-fn:2026-11-23T12:00:00.000Z"]);
  vi.advanceTimersByTime(60 * MINUTE_MS);
  expect(fired).toEqual(["cron:app-fn:2026-11-23T12:00:00.000Z", "cron:app-fn:2026-11-23T13:00:00.000Z"]);
});

test("goes by the database's clock from the next look on, when that was learned late", () => {
  startAt("2026-11-23T12:30:00.000Z");
  setClockOffset(29 * MINUTE_MS);
  vi.advanceTimersByTime(2 * MINUTE_MS);
  expect(fired).toEqual(["cron:app-fn:2026-11-23T13:00:00.000Z"]);
});

test("does not fire again what it has fired when the clock is set back", () => {
  startAt("2026-11-23T11:59:00.000Z");
  vi.advanceTimersByTime(2 * MINUTE_MS);
  setClockOffset(-3 * MINUTE_MS);
  vi.advanceTimersByTime(10 * MINUTE_MS);
  expect(fired).toEqual(["cron:app-fn:2026-11-23T12:00:00.000Z"]);
});

test("does not wait for the wrong clock's moment when the clock is set back", () => {
  startAt("2026-11-23T12:59:00.000Z");
  setClockOffset(-60 * MINUTE_MS);
  vi.advanceTimersByTime(2 * MINUTE_MS);
  expect(fired).toEqual(["cron:app-fn:2026-11-23T12:00:00.000Z"]);
});

test("fires one of several moments that a frozen process let pass", () => {
  startAt("2026-11-23T11:30:00.000Z");
  vi.setSystemTime(new Date("2026-11-23T15:30:00.000Z"));
  vi.advanceTimersByTime(MINUTE_MS);
  expect(fired).toEqual(["cron:app-fn:2026-11-23T12:00:00.000Z"]);
  vi.advanceTimersByTime(30 * MINUTE_MS);
  expect(fired).toEqual(["cron:app-fn:2026-11-23T12:00:00.000Z", "cron:app-fn:2026-11-23T16:00:00.000Z"]);
});

test("fires nothing once it was stopped", () => {
  startAt("2026-11-23T11:59:59.000Z");
  schedule.stop();
  vi.advanceTimersByTime(MINUTE_MS);
  expect(fired).toEqual([]);
});
