/** Whether a destination takes deliveries at all. */
export type DestinationState = "active" | "paused" | "disabled";

/** A stop outweighs a pause. */
export function stateOf(row: { pausedAt: Date | null; disabledAt: Date | null }): DestinationState {
  if (row.disabledAt) return "disabled";
  return row.pausedAt ? "paused" : "active";
}
