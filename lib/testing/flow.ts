import type { FlowView } from "@/lib/destinations/flow-view";

/** A destination that takes whatever comes, as pages see it. */
export const FREE_FLOW: FlowView = { breaker: null, heldUntil: null, perSecond: null, learned: null };
