import type { AttemptResult } from "./attempt";

/** An attempt on its way into the record. */
export type AttemptRecord = {
  organizationId: string;
  deliveryId: string;
  destinationId: string;
  /** From 1. */
  number: number;
  /** The claim under which it was made. */
  lease: string;
  result: AttemptResult;
  /** What it says of its destination: how it does; of a replay, only whether it takes something now; of a test, nothing. */
  tells: "health" | "flow" | "nothing";
  /** It was to show whether an open breaker may close. */
  isProbe: boolean;
  /** The pace that a receiver showed which asked for patience. */
  learnedIntervalMs: number | null;
};
