import { expect, test, vi } from "vitest";
import { newUlid, ulidFloor, ulidOf } from "./ulid";

const ULID = /^[0-9A-HJKMNP-TV-Z]{26}$/;

function isSortedAndUnique(ids: readonly string[]): boolean {
  return ids.every((id, index) => ULID.test(id) && (index === 0 || id > (ids[index - 1] ?? "")));
}

test("never runs backwards: within a millisecond, and when the clock is set back", () => {
  const now = Date.now();
  const moments = [...Array<number>(20_000).fill(now), ...Array<number>(5_000).fill(now - 3_600_000), now + 1];
  expect(isSortedAndUnique(moments.map((moment) => newUlid(moment)))).toBe(true);
});

test("never runs backwards between the module graphs of one process", async () => {
  vi.resetModules();
  const again = await import("./ulid");
  expect(again.newUlid).not.toBe(newUlid);
  const ids = Array.from({ length: 1_000 }, (_, n) => (n % 2 ? again.newUlid() : newUlid()));
  expect(isSortedAndUnique(ids)).toBe(true);
});

test("tells its moment, and bounds a range by it", () => {
  const moment = Date.UTC(2100, 0, 1);
  const id = newUlid(moment);
  expect(id.slice(0, 10)).toBe(ulidFloor(moment).slice(0, 10));
  expect(ulidFloor(moment) <= id && id < ulidFloor(moment + 1)).toBe(true);
});

test("does not tell the next id by one of the same millisecond", () => {
  const moment = Date.UTC(2100, 0, 2);
  const tails = Array.from({ length: 200 }, () => newUlid(moment).slice(-4));
  expect(new Set(tails).size).toBeGreaterThan(190);
});

test("writes all 80 bits that it is given", () => {
  expect(ulidOf(0, new Uint8Array(10).fill(255))).toBe(`${"0".repeat(10)}${"Z".repeat(16)}`);
  expect(ulidOf(0, Uint8Array.from([8, 66, 16, 132, 33, 8, 66, 16, 132, 33]))).toBe("0".repeat(10) + "1".repeat(16));
  expect(ulidOf(1, Uint8Array.from([0, 68, 50, 20, 199, 66, 84, 182, 53, 207]))).toBe("00000000010123456789ABCDEF");
});
