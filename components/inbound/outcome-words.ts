import type { Tone } from "@/components/ui/tone";
import type { InboundOutcome } from "@/lib/inbound/log/filter-schema";
import type { InboundProvider } from "@/lib/inbound/receiver/schema";

/** How each outcome is called, and its tone. */
export const OUTCOME_WORDS: Readonly<Record<InboundOutcome, { tone: Tone; label: string }>> = {
  received: { tone: "neutral", label: "Received" },
  handled: { tone: "success", label: "Handled" },
  ignored: { tone: "neutral", label: "Ignored" },
  parked: { tone: "warning", label: "Parked" },
  retrying: { tone: "warning", label: "Retrying" },
  failed: { tone: "danger", label: "Failed" },
};

/** What an outcome means, where there is room to say it. */
export const OUTCOME_MEANINGS: Readonly<Record<InboundOutcome, string>> = {
  received: "It is stored and about to be handled.",
  handled: "It was acted on.",
  ignored: "There was nothing to do about it.",
  parked: "It waits until its sender’s account is linked to somebody here.",
  retrying: "Something went wrong on our side. It is tried again by itself.",
  failed: "Something went wrong on our side, and the tries are used up.",
};

export const INBOUND_PROVIDER_LABELS: Readonly<Record<InboundProvider, string>> = {
  stripe: "Stripe",
  whatsapp: "WhatsApp",
  mcp: "MCP server",
};

/** "3 deliveries", or that nobody listened. */
export function reachWords(deliveries: number): string {
  if (deliveries === 0) return "reached nobody";
  return deliveries === 1 ? "1 delivery" : `${deliveries} deliveries`;
}

const NEWER_SAID_MAX = 999;

/** "4 new". */
export function newerWords(count: number): string {
  return count > NEWER_SAID_MAX ? `More than ${NEWER_SAID_MAX} new` : `${count} new`;
}
