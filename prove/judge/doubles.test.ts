import { expect, test } from "vitest";
import { doubles } from "./doubles";
import type { Arrival } from "./ledger";
import { arrival } from "./testing/steady-ledger";

const count = (arrivals: Arrival[], dropsConnections = false) =>
  doubles({ arrivals, destinations: [{ name: "a", kind: "healthy", dropsConnections }] });

const NOTHING = { sameAttempt: 0, afterSuccess: 0, storedTwice: 0, receivedBy: {} };
const ONE = { healthy: 1 };

test("the same attempt of a delivery twice is a double, whatever came of it", () => {
  const refused = { status: 500 };
  expect(count([arrival("e", "a", 0, refused), arrival("e", "a", 100, refused)])).toEqual({
    ...NOTHING,
    sameAttempt: 1,
    receivedBy: ONE,
  });
  const silent = { status: null, answersAt: null };
  expect(count([arrival("e", "a", 0, silent), arrival("e", "a", 100, silent)])).toEqual({
    ...NOTHING,
    sameAttempt: 1,
    receivedBy: ONE,
  });
});

test("a retry after a failure is none, and after a success it is", () => {
  const retry = arrival("e", "a", 5_000, { attempt: 2 });
  expect(count([arrival("e", "a", 0, { status: 500 }), retry])).toEqual(NOTHING);
  expect(count([arrival("e", "a", 0), retry])).toEqual({ ...NOTHING, afterSuccess: 1, receivedBy: ONE });
});

test("a retry that leaves before the late success of the first attempt is none", () => {
  const late = arrival("e", "a", 0, { answersAt: 20_000 });
  expect(count([late, arrival("e", "a", 16_000, { attempt: 2 })])).toEqual(NOTHING);
});

test("the order of the ledger does not matter", () => {
  expect(count([arrival("e", "a", 5_000, { attempt: 2 }), arrival("e", "a", 0)])).toMatchObject({ afterSuccess: 1 });
});

test("an attempt that is made once more on a new connection is none where connections are dropped", () => {
  const dropped = { status: null, answersAt: null };
  expect(count([arrival("e", "a", 0, dropped), arrival("e", "a", 1, dropped)], true)).toEqual(NOTHING);
});

test("an event that comes by two deliveries was stored twice", () => {
  const other = arrival("e", "a", 50, { deliveryId: "dlv_other" });
  expect(count([arrival("e", "a", 0), other])).toEqual({ ...NOTHING, storedTwice: 1 });
});

test("counts doubles separately for each receiver", () => {
  const arrivals = ["a", "b", "x"].flatMap((name) => [arrival("e", name, 0), arrival("e", name, 100)]);
  const destinations = [
    { name: "a", kind: "healthy" as const },
    { name: "b", kind: "healthy" as const },
    { name: "x", kind: "sick" as const },
  ];
  expect(doubles({ arrivals, destinations }).receivedBy).toEqual({ healthy: 2, x: 1 });
});
