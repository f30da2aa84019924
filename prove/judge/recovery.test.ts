import { expect, test } from "vitest";
import { firstArrivals } from "./first-arrivals";
import { recoverySeconds } from "./recovery";
import { LATENCY_MS, steadyLedger } from "./testing/steady-ledger";

const HEALED_AT = 20_000;

function recovery(latencyMs: (sentAt: number, name: string) => number | null, until = 40_000) {
  const ledger = steadyLedger({ latencyMs });
  const input = { healedAt: HEALED_AT, until, cleanP95Ms: LATENCY_MS };
  return recoverySeconds(ledger, firstArrivals(ledger.arrivals), input);
}

test("is 0 when nothing was slow", () => {
  expect(recovery(() => 20)).toBe(0);
});

test("waits for what is older, though the new is quick", () => {
  expect(recovery((sentAt) => (sentAt === 15_000 ? 8_500 : 20))).toBe(3);
});

test("waits for the new to be quick, though nothing old waits", () => {
  expect(recovery((sentAt) => (sentAt >= 20_000 && sentAt < 24_000 ? 250 : 20))).toBe(4);
});

test("one slow delivery of a second's forty is within its p95", () => {
  const destinations = ["a", "b", "c", "d"].map((name) => ({ name, kind: "healthy" as const }));
  const latencyMs = (sentAt: number, name: string) => (sentAt === 20_000 && name === "a" ? 300 : 20);
  const ledger = steadyLedger({ destinations, latencyMs });
  const input = { healedAt: HEALED_AT, until: 40_000, cleanP95Ms: LATENCY_MS };
  expect(recoverySeconds(ledger, firstArrivals(ledger.arrivals), input)).toBe(0);
});

test("is unknown while something never comes, and before the first second is over", () => {
  expect(recovery((sentAt) => (sentAt === 5_000 ? null : 20))).toBeUndefined();
  expect(recovery(() => 20, HEALED_AT + 1_100)).toBeUndefined();
});

test("is unknown when nothing is published any more", () => {
  const ledger = steadyLedger();
  const events = ledger.events.filter(({ sentAt }) => sentAt < HEALED_AT);
  const input = { healedAt: HEALED_AT, until: 40_000, cleanP95Ms: LATENCY_MS };
  expect(recoverySeconds({ ...ledger, events }, firstArrivals(ledger.arrivals), input)).toBeUndefined();
});
