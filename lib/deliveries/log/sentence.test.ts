import { describe, expect, it } from "vitest";
import { FREE_FLOW } from "@/lib/testing/flow";
import { allowedFor, mayProbe } from "./allowed";
import { type DeliveryState, describeDelivery, newerWords, nextAttemptWords } from "./sentence";
import { waitOf } from "./wait";

const NOW = Date.parse("2026-11-23T12:00:00.000Z");
const at = (ms: number) => new Date(NOW + ms).toISOString();
const awake = { kind: "bridge", pausedAt: null, disabledAt: null, deletedAt: null, flow: FREE_FLOW };
const down = (probeInMs: number) => ({
  ...awake,
  flow: { ...FREE_FLOW, breaker: { openedAt: at(-60_000), reason: "It fails.", nextProbeAt: at(probeInMs) } },
});
const patient = (ms: number) => ({ ...awake, flow: { ...FREE_FLOW, heldUntil: at(ms) } });
const limited = (perSecond: number) => ({ ...awake, flow: { ...FREE_FLOW, perSecond } });

function delivery(rest: Partial<DeliveryState>): DeliveryState {
  return {
    status: "pending",
    attemptCount: 0,
    dueAt: null,
    leasedUntil: null,
    destination: awake,
    ...rest,
  };
}

describe("describeDelivery", () => {
  it.each<[Partial<DeliveryState>, string, string, string]>([
    [{ status: "pending" }, "neutral", "Waiting", "Waiting to be sent"],
    [{ status: "pending", leasedUntil: at(5_000) }, "neutral", "Sending", "Being sent now"],
    [
      { status: "retrying", attemptCount: 2, dueAt: at(240_000) },
      "warning",
      "Retrying in 4 min",
      "Failed, next attempt in 4 min",
    ],
    [
      { status: "retrying", attemptCount: 2, dueAt: at(-1) },
      "warning",
      "Retrying now",
      "Failed, next attempt is due now",
    ],
    [
      { status: "retrying", attemptCount: 2, dueAt: at(-1), leasedUntil: at(9_000) },
      "warning",
      "Retrying now",
      "Failed, attempt 3 is under way",
    ],
    [
      { status: "retrying", attemptCount: 2, destination: { ...awake, pausedAt: at(-1) } },
      "warning",
      "Held",
      "Failed, and held: its bridge is paused",
    ],
    [
      { status: "pending", dueAt: at(-60_000), destination: { ...awake, pausedAt: at(-1) } },
      "neutral",
      "Held",
      "Held: its bridge is paused",
    ],
    [
      { status: "pending", dueAt: at(-60_000), destination: down(24_000) },
      "neutral",
      "Waiting for probe",
      "Waiting: the receiver is down; next probe in 24 s",
    ],
    [
      { status: "retrying", attemptCount: 2, dueAt: at(5_000), destination: down(24_000) },
      "warning",
      "Waiting for probe",
      "Failed, and waiting: the receiver is down; next probe in 24 s",
    ],
    [
      { status: "retrying", attemptCount: 2, dueAt: at(-1), destination: down(-9_000) },
      "warning",
      "Waiting for probe",
      "Failed, and waiting: the receiver is down; the next probe goes now",
    ],
    [
      { status: "retrying", attemptCount: 5, dueAt: at(240_000), destination: down(24_000) },
      "warning",
      "Retrying in 4 min",
      "Failed, next attempt in 4 min",
    ],
    [
      { status: "retrying", attemptCount: 2, leasedUntil: at(9_000), destination: down(60_000) },
      "warning",
      "Retrying now",
      "Failed, attempt 3 is under way",
    ],
    [
      { status: "pending", dueAt: at(-1), destination: patient(90_000) },
      "neutral",
      "Waiting 2 min",
      "Waiting: the receiver asked us to wait another 2 min",
    ],
    [
      { status: "retrying", attemptCount: 1, dueAt: at(24_000), destination: patient(24_000) },
      "warning",
      "Waiting 24 s",
      "Failed, and waiting: the receiver asked us to wait another 24 s",
    ],
    [{ status: "pending", dueAt: at(-1), destination: patient(-1) }, "neutral", "Waiting", "Waiting to be sent"],
    [
      { status: "pending", dueAt: at(-9_000), destination: limited(1) },
      "neutral",
      "In line",
      "Waiting for its turn (1 a second)",
    ],
    [
      {
        status: "retrying",
        attemptCount: 1,
        dueAt: at(-1),
        destination: {
          ...awake,
          flow: { ...FREE_FLOW, perSecond: 10, learned: { intervalMs: 333, until: at(60_000) } },
        },
      },
      "warning",
      "In line",
      "Failed, and waiting for its turn (about 3 a second)",
    ],
    [{ status: "delivered", attemptCount: 1 }, "success", "Delivered", "Delivered"],
    [{ status: "delivered", attemptCount: 3 }, "success", "Delivered", "Delivered on attempt 3"],
    [{ status: "failed", attemptCount: 1 }, "danger", "Failed", "Failed after 1 attempt"],
    [{ status: "failed", attemptCount: 10 }, "danger", "Failed", "Failed after 10 attempts"],
    [{ status: "cancelled" }, "neutral", "Cancelled", "Cancelled before it was sent"],
  ])("says of %o: %s %s, %s", (state, tone, label, headline) => {
    expect(describeDelivery(delivery(state), NOW)).toEqual({ tone, label, headline });
  });
});

describe("allowedFor", () => {
  it("lets an admin do what makes sense in each state", () => {
    const retrying = delivery({ status: "retrying", dueAt: at(60_000) });
    expect(allowedFor(retrying, true, NOW)).toEqual({ resend: null, retryNow: null, cancel: null });
    const delivered = allowedFor(delivery({ status: "delivered" }), true, NOW);
    expect(delivered).toEqual({ resend: null, retryNow: "It was delivered.", cancel: "It was delivered." });
    const failed = allowedFor(delivery({ status: "failed" }), true, NOW);
    expect(failed.retryNow).toBe("It has ended. Resend it instead.");
    expect(failed.resend).toBeNull();
    const underWay = allowedFor(delivery({ status: "retrying", leasedUntil: at(9_000) }), true, NOW);
    expect(underWay.retryNow).toMatch(/under way/);
  });

  it("names the state of the bridge that stands in the way", () => {
    const paused = delivery({ status: "retrying", destination: { ...awake, pausedAt: at(-1) } });
    expect(allowedFor(paused, true, NOW)).toMatchObject({
      resend: "The bridge is paused. Resume it first.",
      retryNow: "The bridge is paused. Resume it first.",
      cancel: null,
    });
  });

  it("does not press a receiver that is down or asked for patience, and offers a probe of the one", () => {
    const waiting = delivery({ status: "retrying", dueAt: at(-1), destination: down(24_000) });
    expect(allowedFor(waiting, true, NOW)).toEqual({
      resend: null,
      retryNow: "The receiver is down: nothing is sent before the next probe. Probe now instead.",
      cancel: null,
    });
    expect(mayProbe(waiting, true)).toBe(true);
    expect(mayProbe(waiting, false)).toBe(false);
    expect(mayProbe({ ...waiting, status: "failed" }, true)).toBe(false);
    const held = delivery({ status: "retrying", dueAt: at(-1), destination: patient(24_000) });
    expect(allowedFor(held, true, NOW).retryNow).toMatch(/asked us to wait another 24 s/);
    expect(mayProbe(held, true)).toBe(false);
    expect(allowedFor({ ...held, destination: patient(-1) }, true, NOW).retryNow).toBeNull();
  });

  it("lets a member do nothing, and says who can", () => {
    const reasons = Object.values(allowedFor(delivery({ status: "retrying" }), false, NOW));
    expect(new Set(reasons)).toEqual(new Set(["Only owners and admins can do this. Ask one of them."]));
  });
});

describe("nextAttemptWords", () => {
  it.each<[Partial<DeliveryState>, string]>([
    [{ dueAt: at(-1) }, "due now"],
    [{ dueAt: at(240_000) }, "waiting, in 4 min"],
    [{ leasedUntil: at(9_000) }, "under way"],
    [{ dueAt: at(-1), destination: { ...awake, pausedAt: at(-1) } }, "held"],
    [{ dueAt: at(-1), destination: down(24_000) }, "waiting for the probe in 24 s"],
    [{ dueAt: at(-1), destination: patient(24_000) }, "waiting, in 24 s"],
    [{ dueAt: at(-1), destination: limited(5) }, "waiting for its turn"],
  ])("says of %o: %s", (state, words) => {
    expect(nextAttemptWords(waitOf(delivery(state), NOW), NOW)).toBe(words);
  });
});

describe("newerWords", () => {
  it("counts in words", () => {
    expect([1, 4, 1_000].map(newerWords)).toEqual([
      "1 new delivery",
      "4 new deliveries",
      "More than 999 new deliveries",
    ]);
  });
});
