import { expect, test } from "vitest";
import { newUlid, seededUlid } from "./ulid";

const ULID = /^[0-9A-HJKMNP-TV-Z]{26}$/;

test("makes ULIDs that sort by time and never meet", () => {
  const ids = Array.from({ length: 5_000 }, (_, n) => newUlid(1_700_000_000_000 + n));
  expect(ids.every((id) => ULID.test(id))).toBe(true);
  expect([...ids].sort()).toEqual(ids);
  expect(new Set(Array.from({ length: 5_000 }, () => newUlid(1))).size).toBe(5_000);
});

test("writes all 80 random bits", () => {
  const seed = (bytes: number[]) => `0,${Buffer.from(bytes).toString("base64")}`;
  expect(seededUlid(seed(Array(10).fill(255)), 0)).toBe(`${"0".repeat(10)}${"Z".repeat(16)}`);
  expect(seededUlid(seed([8, 66, 16, 132, 33, 8, 66, 16, 132, 33]), 0)).toBe(`${"0".repeat(10)}${"1".repeat(16)}`);
});

test("the same seed and place give the same id, another place another", () => {
  const seed = `1700000000000,${Buffer.from("0123456789").toString("base64")}`;
  expect(seededUlid(seed, 3)).toBe(seededUlid(seed, 3));
  expect(new Set(Array.from({ length: 1_000 }, (_, n) => seededUlid(seed, n))).size).toBe(1_000);
  expect(seededUlid("nonsense", 0)).toMatch(ULID);
  expect(seededUlid(undefined, 0)).toMatch(ULID);
});
