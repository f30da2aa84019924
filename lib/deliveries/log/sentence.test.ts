import { describe, expect, it } from "vitest";
import { allowedFor } from "./allowed";
import { type DeliveryState, describeDelivery, newerWords } from "./sentence";

const NOW = Date.parse("2026-11-23T12:00:00.000Z");
const at = (ms: number) => new Date(NOW + ms).toISOString();
const awake = { kind: "bridge", pausedAt: null, disabledAt: null, deletedAt: null };

function delivery(rest: Partial<DeliveryState>): DeliveryState {
  return {
    status: "pending",
    attemptCount: 0,
    dueAt: null,
    leasedUntil: null,
    lastError: null,
    lastStatus: null,
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

  it("lets a member do nothing, and says who can", () => {
    const reasons = Object.values(allowedFor(delivery({ status: "retrying" }), false, NOW));
    expect(new Set(reasons)).toEqual(new Set(["Only owners and admins can do this. Ask one of them."]));
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
