import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { WakeUp } from "./wake-up";

const IDLE_MS = 1_000;
let wakeUp: WakeUp;
let works = 0;
let end = () => {};

beforeEach(() => {
  vi.useFakeTimers();
  works = 0;
  wakeUp = new WakeUp(() => {
    works++;
    return new Promise((resolve) => {
      end = resolve;
    });
  }, IDLE_MS);
});

afterEach(async () => {
  end();
  await wakeUp.stop();
  vi.useRealTimers();
});

async function endWork(): Promise<void> {
  end();
  await vi.advanceTimersByTimeAsync(0);
}

test("works within the time that was asked for, the shortest counts", async () => {
  wakeUp.within(500);
  wakeUp.within(100);
  wakeUp.within(300);
  await vi.advanceTimersByTimeAsync(99);
  expect(works).toBe(0);
  await vi.advanceTimersByTimeAsync(1);
  expect(works).toBe(1);
});

test("works again after the idle time, and sooner when asked", async () => {
  wakeUp.within(0);
  await vi.advanceTimersByTimeAsync(0);
  await endWork();
  await vi.advanceTimersByTimeAsync(IDLE_MS - 1);
  expect(works).toBe(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(works).toBe(2);
  await endWork();
  wakeUp.within(10);
  await vi.advanceTimersByTimeAsync(10);
  expect(works).toBe(3);
});

test("never works twice at a time: what was asked meanwhile comes after", async () => {
  wakeUp.within(0);
  await vi.advanceTimersByTimeAsync(0);
  wakeUp.within(0);
  await vi.advanceTimersByTimeAsync(10 * IDLE_MS);
  expect(works).toBe(1);
  await endWork();
  await vi.advanceTimersByTimeAsync(0);
  expect(works).toBe(2);
});

test.each([-3_600_000, 3_600_000])("takes no heed of a clock that is set by %s ms", async (shiftMs) => {
  wakeUp.within(0);
  await vi.advanceTimersByTimeAsync(0);
  vi.setSystemTime(Date.now() + shiftMs);
  await endWork();
  await vi.advanceTimersByTimeAsync(IDLE_MS - 1);
  expect(works).toBe(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(works).toBe(2);
});

test("stops once what is under way has ended, and works no more", async () => {
  wakeUp.within(0);
  await vi.advanceTimersByTimeAsync(0);
  const stopped = vi.fn();
  void wakeUp.stop().then(stopped);
  await vi.advanceTimersByTimeAsync(10 * IDLE_MS);
  expect(stopped).not.toHaveBeenCalled();
  await endWork();
  expect(stopped).toHaveBeenCalled();
  wakeUp.within(0);
  await vi.advanceTimersByTimeAsync(10 * IDLE_MS);
  expect(works).toBe(1);
});
