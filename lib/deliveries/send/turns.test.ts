import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { allotTurns, HORIZON_MS, type Turn } from "./turns";

const NOW = 1_000_000;
const idle = { now: NOW, perSecond: 10, pacedUntil: 0, nextSlotAt: 0 };
const went = (turns: readonly Turn[]) => turns.filter((turn) => turn.goes).map((turn) => turn.at - NOW);
const came = (turns: readonly Turn[]) => turns.filter((turn) => !turn.goes).map((turn) => turn.at - NOW);

describe("allotTurns", () => {
  it("lets go what is near, at the pace, and promises the others the turns after", () => {
    const { turns, pacedUntil, nextSlotAt } = allotTurns(idle, { promised: 0, newcomers: 6 });
    expect(went(turns)).toEqual([0, 100, 200, 300]);
    expect(came(turns)).toEqual([400, 500]);
    expect([pacedUntil - NOW, nextSlotAt - NOW]).toEqual([400, 600]);
  });

  it("puts newcomers behind those that wait, and lets those whose turn it is go", () => {
    const waiting = { ...idle, pacedUntil: NOW - 50, nextSlotAt: NOW + 5_000 };
    expect(came(allotTurns(waiting, { promised: 0, newcomers: 2 }).turns)).toEqual([5_000, 5_100]);
    const both = allotTurns(waiting, { promised: 1, newcomers: 1 }).turns;
    expect(both.map(({ at, goes }) => [at - NOW, goes])).toEqual([
      [0, true],
      [5_000, false],
    ]);
  });

  it("spreads those that come late in one wave anew", () => {
    const after = { ...idle, pacedUntil: NOW - 60_000, nextSlotAt: NOW - 1_000 };
    const { turns } = allotTurns(after, { promised: 100, newcomers: 0 });
    expect(went(turns)).toEqual([0, 100, 200, 300]);
    expect(came(turns)[0]).toBe(400);
    expect(came(turns).at(-1)).toBe(9_900);
  });

  it("never lets two go nearer than the pace, however they come, and lets all go in the end", () => {
    const arrivals = fc.array(fc.record({ afterMs: fc.nat(3_000), newcomers: fc.nat(30) }), { maxLength: 20 });
    fc.assert(
      fc.property(arrivals, fc.integer({ min: 1, max: 1_000 }), fc.nat(5_000), (batches, perSecond, lagMs) => {
        const sent: number[] = [];
        let pace = { now: NOW, perSecond, pacedUntil: 0, nextSlotAt: 0 };
        let waiting: number[] = [];
        const come = (now: number, demand: { promised: number; newcomers: number }) => {
          const { turns, ...rest } = allotTurns({ ...pace, now }, demand);
          expect(turns).toHaveLength(demand.promised + demand.newcomers);
          pace = { ...pace, now, ...rest };
          for (const { at, goes } of turns) {
            if (goes) expect(at).toBeLessThanOrEqual(now + HORIZON_MS + 0.001);
            (goes ? sent : waiting).push(at);
          }
        };
        let now = NOW;
        for (const { afterMs, newcomers } of batches) {
          now += afterMs;
          come(now, { promised: 0, newcomers });
        }
        for (let round = 0; waiting.length > 0; round++) {
          expect(round).toBeLessThan(1_000);
          now = Math.max(now, Math.min(...waiting) + lagMs);
          const due = waiting.filter((at) => at + lagMs <= now);
          waiting = waiting.filter((at) => at + lagMs > now);
          come(now, { promised: due.length, newcomers: 0 });
        }
        expect(sent).toHaveLength(batches.reduce((sum, batch) => sum + batch.newcomers, 0));
        const sorted = sent.sort((a, b) => a - b);
        const gaps = sorted.slice(1).map((at, index) => at - (sorted[index] ?? 0));
        for (const gap of gaps) expect(gap).toBeGreaterThanOrEqual(1_000 / perSecond - 0.001);
      }),
    );
  });
});
