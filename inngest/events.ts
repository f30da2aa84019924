import { eventType, staticSchema } from "inngest";

/**
 * Deliveries whose next attempt falls due, up to a hundred of them, by destination. `attempt` counts the attempts before
 * it: 0 is the first. Ids only: the database holds the rest.
 */
export type DeliveriesDue = { attempt: number; deliveries: Record<string, string[]> };

// Types only: one event that fails a run-time schema would sink the whole batch.
export const deliveriesDue = eventType("atelya/deliveries.due", { schema: staticSchema<DeliveriesDue>() });

/** A destination may take some of what waits for it. */
export const destinationDue = eventType("atelya/destination.due", {
  schema: staticSchema<{ destinationId: string }>(),
});

/** A replay's next chunk falls due. */
export const replayDue = eventType("atelya/replay.due", { schema: staticSchema<{ replayId: string }>() });

/** An inbound event's handler is to run. `attempt` counts the tries before it: 0 is the first. */
export const inboundDue = eventType("atelya/inbound.due", {
  schema: staticSchema<{ inboundId: string; attempt: number }>(),
});
