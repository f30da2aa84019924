import { expect, it } from "vitest";
import { paceInWords } from "@/lib/destinations/flow-view";
import type { LiveState } from "@/lib/destinations/live-state";
import { FREE_FLOW } from "@/lib/testing/flow";
import { holdupOf, pausedWords, probeSentence, probeWords, waitingWords } from "./flow-words";

const NOW = Date.parse("2026-11-23T12:00:00.000Z");
const at = (ms: number) => new Date(NOW + ms).toISOString();
const breaker = { openedAt: at(-60_000), reason: "It fails.", nextProbeAt: at(24_000) };
const learned = { intervalMs: 500, until: at(60_000) };
const live = (flow: Partial<LiveState["flow"]>, rest: Partial<LiveState> = {}): LiveState => ({
  state: "active",
  pausedAt: null,
  lastVerdict: null,
  version: 1,
  retrying: 0,
  failedProbe: null,
  flow: { ...FREE_FLOW, ...flow },
  waiting: 0,
  isSending: false,
  now: at(0),
  ...rest,
});

it("names the strongest of what holds deliveries back", () => {
  expect(holdupOf(live({}), NOW)).toBeNull();
  expect(holdupOf(live({ breaker, heldUntil: at(9_000), learned }), NOW)?.kind).toBe("down");
  expect(holdupOf(live({ heldUntil: at(9_000), learned }), NOW)).toEqual({ kind: "patience", until: NOW + 9_000 });
  expect(holdupOf(live({ heldUntil: at(-1), learned }), NOW)).toEqual({ kind: "pace", ...learned });
  expect(holdupOf(live({ learned: { ...learned, until: at(-1) } }), NOW)).toBeNull();
});

it("leaves a pace unsaid that is no slower than the limit, and all of it while the destination is paused or disabled", () => {
  expect(holdupOf(live({ learned, perSecond: 2 }), NOW)).toBeNull();
  expect(holdupOf(live({ learned, perSecond: 3 }), NOW)?.kind).toBe("pace");
  const paused = holdupOf(live({ breaker }, { state: "paused", pausedAt: at(-5_000) }), NOW);
  expect(paused).toEqual({ kind: "paused", since: at(-5_000) });
  expect(holdupOf(live({ breaker }, { state: "disabled" }), NOW)).toBeNull();
});

it("counts what waits in words", () => {
  expect([0, 1, 12, 1_000].map(waitingWords)).toEqual([
    "",
    "1 delivery waits and uses up no attempt.",
    "12 deliveries wait and use up no attempts.",
    "1000 or more deliveries wait and use up no attempts.",
  ]);
});

it("says what a pause means for what waited before it", () => {
  const later = "Events that come while it is paused are not sent.";
  expect([0, 1, 12].map(pausedWords)).toEqual([
    later,
    `${later} 1 delivery from before waits: it is sent once you resume.`,
    `${later} 12 deliveries from before wait: they are sent once you resume.`,
  ]);
});

it("says when the next probe goes", () => {
  expect(probeSentence(live({ breaker }, { waiting: 3 }), NOW)).toBe("Next probe in 24 s.");
  expect(probeSentence(live({ breaker }, { waiting: 3 }), NOW + 24_000)).toBe("Next probe now.");
  expect(probeSentence(live({ breaker }, { waiting: 3, isSending: true }), NOW)).toBe("A probe is on its way.");
  expect(probeSentence(live({ breaker }), NOW)).toBe("Nothing waits: the next delivery is sent as a probe.");
  expect(probeWords(breaker.nextProbeAt, NOW)).toBe("next probe in 24 s");
});

it("says a pace as people would", () => {
  expect([100, 333, 1_000, 30_000].map(paceInWords)).toEqual([
    "10 a second",
    "about 3 a second",
    "1 a second",
    "one every 30 s",
  ]);
});
