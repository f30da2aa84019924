import { expect, test } from "vitest";
import { inFlight } from "./in-flight";
import { arrival } from "./testing/steady-ledger";

test("what a frozen process had in its sockets: open or just answered, and its own", () => {
  const frozenAt = 60_000;
  const arrivals = [
    arrival("open", "a", 59_950, { answersAt: 60_050 }),
    arrival("just answered", "a", 59_800, { answersAt: 59_900 }),
    arrival("on the wire", "a", 60_010),
    arrival("never answered", "a", 50_000, { answersAt: null }),
    arrival("on record", "a", 59_000, { answersAt: 59_100 }),
    arrival("later", "a", 62_000),
    arrival("long over", "a", 20_000, { answersAt: null }),
    arrival("its peer's", "a", 59_950, { port: 50_001 }),
  ];
  expect(inFlight(arrivals, new Set([50_000]), frozenAt)).toBe(4);
  expect(inFlight(arrivals, undefined, frozenAt)).toBe(5);
});
