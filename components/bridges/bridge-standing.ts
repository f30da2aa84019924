import type { Tone } from "@/components/ui/tone";
import type { BridgeSummary } from "@/lib/bridges/view";
import type { DestinationHealth } from "@/lib/destinations/read-health";

export type Standing = { tone: Tone; label: string };

/** How a bridge or a subscription stands, in one shape and one word: what switches it off first, then its circuit breaker, then how its last attempt went. */
export function bridgeStanding(bridge: Pick<BridgeSummary, "state" | "flow" | "lastVerdict">, retrying = 0): Standing {
  if (bridge.state === "disabled") return { tone: "danger", label: "Disabled" };
  if (bridge.state === "paused") return { tone: "warning", label: "Paused" };
  if (bridge.flow.breaker) return { tone: "danger", label: "Down" };
  if (bridge.lastVerdict === null) return { tone: "neutral", label: "No events yet" };
  if (retrying > 0) return { tone: "warning", label: "Retrying" };
  if (bridge.lastVerdict === "delivered") return { tone: "success", label: "Delivering" };
  return { tone: "warning", label: "Failing" };
}

/** "All events", "1 event", "3 events". */
export function eventCountWords(eventTypes: readonly string[]): string {
  if (eventTypes.includes("*")) return "All events";
  return eventTypes.length === 1 ? "1 event" : `${eventTypes.length} events`;
}

/** "98 %", never rounded up to 100 while something failed; null without any attempt. */
export function successRateWords(item: { health: DestinationHealth }): string | null {
  const rate = item.health.successRate;
  if (rate === null) return null;
  return `${rate === 1 ? 100 : Math.min(99, Math.round(rate * 100))} %`;
}
