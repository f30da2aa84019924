import { describe, expect, it } from "vitest";
import { foldHealth, type HealthChange, type HealthFacts, joinHealth } from "./health";

const at = (second: number) => new Date(Date.UTC(2026, 10, 27, 12, 0, second));
const answered: Omit<HealthFacts, "verdict" | "startedAt"> = {
  counts: true,
  isAlive: true,
  isDead: false,
  isProbe: false,
  patienceMs: null,
  learnedIntervalMs: null,
};
const delivered = (second: number, over: Partial<HealthFacts> = {}): HealthFacts => ({
  ...{ ...answered, verdict: "delivered", startedAt: at(second) },
  ...over,
});
const failed = (second: number, over: Partial<HealthFacts> = {}) => delivered(second, { verdict: "retry", ...over });
const dead = (second: number, over: Partial<HealthFacts> = {}) =>
  failed(second, { isAlive: false, isDead: true, ...over });

function fold(...attempts: readonly HealthFacts[]): HealthChange {
  const change = attempts.reduce<HealthChange | undefined>(foldHealth, undefined);
  if (!change) throw new Error("There is nothing to fold.");
  return change;
}

describe("foldHealth", () => {
  it("counts failures since the last success, and when the first of them was", () => {
    const change = fold(failed(1), delivered(2), failed(3), failed(4));
    expect(change).toMatchObject({ hadSuccess: true, failures: 2, firstFailureAt: at(3), lastAttemptAt: at(4) });
    expect(fold(failed(1), failed(2))).toMatchObject({ hadSuccess: false, failures: 2, firstFailureAt: at(1) });
    expect(fold(failed(1), delivered(2))).toMatchObject({
      failures: 0,
      firstFailureAt: null,
      lastVerdict: "delivered",
    });
  });

  it("knows a living host by any answer, and a dead one by the last attempt", () => {
    expect(fold(dead(1), dead(2))).toMatchObject({ isAlive: false, looksDead: true });
    expect(fold(failed(1), dead(2))).toMatchObject({ isAlive: true, looksDead: true });
    expect(fold(dead(1), failed(2))).toMatchObject({ isAlive: true, looksDead: false });
  });

  it("takes a host for neither alive nor dead by what was never sent", () => {
    const unsent = failed(1, { isAlive: false });
    expect(fold(unsent)).toMatchObject({ isAlive: false, looksDead: false, failures: 1 });
    expect(fold(dead(1, { isProbe: true }), { ...unsent, isProbe: true })).toMatchObject({ isAlive: false });
  });

  it("knows that a probe failed by a dead host's failure alone", () => {
    expect(fold(dead(1, { isProbe: true }), dead(2)).probeFailed).toBe(true);
    expect(fold(failed(1, { isProbe: true })).probeFailed).toBe(false);
    expect(fold(dead(1)).probeFailed).toBe(false);
  });

  it("keeps the last wish for patience", () => {
    const wish = { patienceMs: 1_000, learnedIntervalMs: 500 };
    expect(fold(dead(1, wish), delivered(2))).toMatchObject(wish);
    expect(fold(dead(1, wish), dead(2, { patienceMs: 2_000, learnedIntervalMs: 900 }))).toMatchObject({
      patienceMs: 2_000,
      learnedIntervalMs: 900,
    });
  });

  it("learns from a replay whether the destination takes something, and nothing else", () => {
    const replayed = fold(dead(1, { counts: false, isProbe: true, patienceMs: 1_000 }));
    expect(replayed).toMatchObject({ probeFailed: true, patienceMs: 1_000, failures: 0, lastAttemptAt: null });
    const mixed = fold(failed(1), delivered(2, { counts: false }));
    expect(mixed).toMatchObject({ isAlive: true, hadSuccess: false, failures: 1, lastAttemptAt: at(1) });
  });
});

describe("joinHealth", () => {
  it.each([
    ["failures upon failures", [failed(1)], [failed(2), failed(3)]],
    ["a success in the later", [failed(1), failed(2)], [failed(3), delivered(4), failed(5)]],
    ["a success in the earlier", [failed(1), delivered(2), failed(3)], [failed(4)]],
    ["a success in neither, and death", [dead(1, { isProbe: true })], [dead(2, { patienceMs: 9 })]],
    ["patience in the earlier alone", [dead(1, { patienceMs: 9, learnedIntervalMs: 3 })], [dead(2)]],
    ["replays alone in the later", [failed(1)], [delivered(2, { counts: false })]],
    ["replays alone in the earlier", [delivered(1, { counts: false })], [dead(2)]],
  ])("is as if all had been folded together: %s", (_, earlier, later) => {
    expect(joinHealth(fold(...earlier), fold(...later))).toEqual(fold(...earlier, ...later));
  });
});
