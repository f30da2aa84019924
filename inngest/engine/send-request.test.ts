import { afterEach, expect, test } from "vitest";
import { setClockOffset } from "@/lib/clock";
import { readSendRequest } from "./send-request";

afterEach(() => setClockOffset(0));

const ULID = /^[0-9A-HJKMNP-TV-Z]{26}$/;
const SEED = `1700000000000,${Buffer.from("0123456789").toString("base64")}`;

function idsOf(seed: string | undefined, count = 3): string[] {
  const body = JSON.stringify(Array.from({ length: count }, () => ({ name: "t/e" })));
  return readSendRequest(body, seed).map(({ id }) => id);
}

test("the same seed and place give the same id, another place or seed another", () => {
  expect(idsOf(SEED)).toEqual(idsOf(SEED));
  expect(new Set(idsOf(SEED, 1_000)).size).toBe(1_000);
  const another = `1700000000000,${Buffer.from("9876543210").toString("base64")}`;
  expect(new Set([...idsOf(SEED), ...idsOf(another)]).size).toBe(6);
});

test.each([undefined, "nonsense", "1700000000000,short", ",MDEyMzQ1Njc4OQ=="])(
  "makes new ids for the seed %s",
  (seed) => {
    const ids = [...idsOf(seed), ...idsOf(seed)];
    expect(new Set(ids).size).toBe(6);
    for (const id of ids) expect(id).toMatch(ULID);
  },
);

test("keeps the id that an event brings", () => {
  expect(readSendRequest('{"id":"own","name":"t/e"}', SEED).map(({ id }) => id)).toEqual(["own"]);
});

test("takes the moment that the SDK stamps by this process's clock for now by the database's, and keeps all others", () => {
  const now = Date.now();
  const seed = `${now},${Buffer.from("0123456789").toString("base64")}`;
  setClockOffset(-3_600_000);
  const body = JSON.stringify([{ name: "t/stamped", ts: now }, { name: "t/own", ts: now + 1 }, { name: "t/none" }]);
  const [stamped, own, none] = readSendRequest(body, seed);
  for (const event of [stamped, none]) {
    expect(event?.dueAtMs).toBeGreaterThanOrEqual(now - 3_600_000);
    expect(event?.dueAtMs).toBeLessThan(now - 3_500_000);
    expect(JSON.parse(event?.text ?? "").ts).toBe(event?.dueAtMs);
  }
  expect(own?.dueAtMs).toBe(now + 1);
});

test.each([
  ["no name", { data: {} }],
  ["an empty name", { name: "" }],
  ["a ts that is no moment", { name: "t/e", ts: "tomorrow" }],
  ["a ts beyond all calendars", { name: "t/e", ts: 1e18 }],
  ["a ts before 1970", { name: "t/e", ts: -1 }],
  ["a zero byte in its id", { name: "t/e", id: "a\0b" }],
])("refuses an event with %s: it would fail those that are stored with it", (_, event) => {
  expect(() => readSendRequest(JSON.stringify(event), SEED)).toThrow(expect.objectContaining({ status: 400 }));
});
