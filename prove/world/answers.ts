/** How a destination of the sink answers. */
export type Answer =
  | { kind: "status"; status: number; delayMs: number }
  /** Takes the request and never answers. */
  | { kind: "hang" }
  /**
   * Puts these bytes (latin-1) on the wire as they stand; `ends` closes the connection after them. `status` is what a
   * sender must understand; null where it may see a failure.
   */
  | { kind: "bytes"; bytes: string; status: number | null; ends: boolean };

// As a receiver at the other end of a network does, so that something is in flight at every moment.
const USUAL_MS = 100;

/** 200 after a tenth of a second. */
export const WELL: Answer = { kind: "status", status: 200, delayMs: USUAL_MS };

export const HANGING: Answer = { kind: "hang" };

export const FAILING: Answer = { kind: "status", status: 500, delayMs: USUAL_MS };

export const SLOW: Answer = { kind: "status", status: 200, delayMs: 2_000 };
