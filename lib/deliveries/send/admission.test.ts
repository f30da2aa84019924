import { describe, expect, it } from "vitest";
import { type Flow, RAMP_MS } from "@/lib/destinations/flow";
import { type Admission, admit } from "./admission";

const FREE: Flow = {
  state: "active",
  isBreakerOpen: false,
  probeInMs: null,
  heldForMs: null,
  turnInMs: null,
  perSecond: null,
  learnedIntervalMs: null,
  closedForMs: null,
};
const OPEN = { isBreakerOpen: true, probeInMs: 4_000 };

const go = (perSecond: number | null): Admission => ({ kind: "go", perSecond });
const wait = (ms: number): Admission => ({ kind: "wait", ms });
const cancel = (state: "disabled" | "deleted"): Admission => ({ kind: "cancel", state });

const TABLE: [string, Partial<Flow>, Admission][] = [
  ["nothing in the way", {}, go(null)],
  ["paused", { state: "paused" }, { kind: "rest" }],
  ["disabled", { state: "disabled" }, cancel("disabled")],
  ["deleted", { state: "deleted" }, cancel("deleted")],
  ["an open breaker", OPEN, wait(4_000)],
  ["an open breaker whose probe is due", { ...OPEN, probeInMs: -1 }, { kind: "probe" }],
  ["an open breaker whose probe is due now", { ...OPEN, probeInMs: 0 }, { kind: "probe" }],
  ["an open breaker without a probe's time", { ...OPEN, probeInMs: null }, { kind: "probe" }],
  ["paused with a probe due", { ...OPEN, probeInMs: -1, state: "paused" }, { kind: "rest" }],
  ["disabled with a probe due", { ...OPEN, probeInMs: -1, state: "disabled" }, cancel("disabled")],
  ["patience asked for", { heldForMs: 900 }, wait(900)],
  ["patience that is over", { heldForMs: -900 }, go(null)],
  ["patience asked for at an open breaker", { ...OPEN, heldForMs: 90_000 }, wait(90_000)],
  ["patience asked for and a probe due", { ...OPEN, probeInMs: -1, heldForMs: 900 }, wait(900)],
  ["patience asked for while paused", { heldForMs: 900, state: "paused" }, { kind: "rest" }],
  ["a limit", { perSecond: 7 }, go(7)],
  ["a pace that was learned, and a tenth more", { learnedIntervalMs: 1_000 }, go(1 / 1.1)],
  ["a limit under the learned pace", { perSecond: 1, learnedIntervalMs: 500 }, go(1)],
  ["a learned pace under the limit", { perSecond: 7, learnedIntervalMs: 1_000 }, go(1 / 1.1)],
  ["a limit while patience is asked for", { perSecond: 7, heldForMs: 900 }, wait(900)],
  ["a breaker that closed now", { closedForMs: 0 }, go(5)],
  ["one that closed by a clock a little ahead", { closedForMs: -30 }, go(5)],
  ["one that closed two seconds ago", { closedForMs: 2_000 }, go(10)],
  ["one that closed eight seconds ago", { closedForMs: 8_000 }, go(80)],
  ["one that closed long ago", { closedForMs: RAMP_MS }, go(null)],
  ["a limit under the ramp", { closedForMs: 8_000, perSecond: 7 }, go(7)],
  ["the ramp under a limit", { closedForMs: 0, perSecond: 7 }, go(5)],
];

describe("admit", () => {
  it.each(TABLE)("%s", (_, flow, admission) => {
    expect(admit({ ...FREE, ...flow })).toEqual(admission);
  });
});
