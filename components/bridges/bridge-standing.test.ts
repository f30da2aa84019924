import { expect, it } from "vitest";
import type { BridgeSummary } from "@/lib/bridges/view";
import { FREE_FLOW } from "@/lib/testing/flow";
import { bridgeStanding, eventCountWords, successRateWords } from "./bridge-standing";

const active: Pick<BridgeSummary, "state" | "flow" | "lastVerdict"> = {
  state: "active",
  flow: FREE_FLOW,
  lastVerdict: "delivered",
};
const breaker = { openedAt: "", reason: "", nextProbeAt: "" };

it("says what switches a bridge off before how it went", () => {
  expect(bridgeStanding({ ...active, state: "disabled" }).label).toBe("Disabled");
  expect(bridgeStanding({ ...active, state: "paused" }, 3).label).toBe("Paused");
  expect(bridgeStanding({ ...active, lastVerdict: null }).label).toBe("No events yet");
  const down = { ...active, flow: { ...FREE_FLOW, breaker }, lastVerdict: "retry" };
  expect(bridgeStanding(down, 3)).toEqual({ tone: "danger", label: "Down" });
  expect(bridgeStanding({ ...down, state: "paused" }).label).toBe("Paused");
  expect(bridgeStanding(active, 3)).toEqual({ tone: "warning", label: "Retrying" });
  expect(bridgeStanding(active)).toEqual({ tone: "success", label: "Delivering" });
  expect(bridgeStanding({ ...active, lastVerdict: "permanent" }).label).toBe("Failing");
});

it("counts events in words", () => {
  expect(eventCountWords(["*"])).toBe("All events");
  expect(eventCountWords(["credits.low"])).toBe("1 event");
  expect(eventCountWords(["credits.low", "agent.updated"])).toBe("2 events");
});

it("never calls a rate 100 % while something failed", () => {
  const health = { hours: [], retrying: 0 };
  expect(successRateWords({ health: { ...health, successRate: null } })).toBeNull();
  expect(successRateWords({ health: { ...health, successRate: 0.999 } })).toBe("99 %");
  expect(successRateWords({ health: { ...health, successRate: 1 } })).toBe("100 %");
});
