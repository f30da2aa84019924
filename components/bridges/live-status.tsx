"use client";

import { useLiveState } from "@/components/destinations/use-live-state";
import type { LiveState } from "@/lib/destinations/live-state";
import { BridgeStatus } from "./bridge-status";

/** How a bridge or a subscription stands, on its page, in the words of its list. Live. */
export function LiveStatus({ destinationId, initial }: { destinationId: string; initial: LiveState }) {
  const live = useLiveState(destinationId, initial);
  return <BridgeStatus bridge={live} retrying={live.retrying} />;
}
