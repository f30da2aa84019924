import { Status } from "@/components/ui/status";
import type { BridgeSummary } from "@/lib/bridges/view";
import { bridgeStanding } from "./bridge-standing";

export function BridgeStatus({
  bridge,
  retrying = 0,
}: {
  bridge: Pick<BridgeSummary, "state" | "flow" | "lastVerdict">;
  retrying?: number;
}) {
  return <Status {...bridgeStanding(bridge, retrying)} />;
}
