import { eventType, staticSchema } from "inngest";

/**
 * A delivery's next attempt falls due. `attempt` counts the attempts before it: 0 is the first. `delayed` tells one that
 * comes at a time of its own: batches take no heed of time; `promised` one whose turn at a limited destination this is. Ids only: the database holds the rest.
 */
export type DeliveryDue = { deliveryId: string; attempt: number; delayed: boolean; promised?: boolean };

// Types only: one event that fails a run-time schema would sink the whole batch.
export const deliveryDue = eventType("atelya/delivery.due", { schema: staticSchema<DeliveryDue>() });

/** A replay's next chunk falls due. */
export const replayDue = eventType("atelya/replay.due", { schema: staticSchema<{ replayId: string }>() });

/** An inbound event's handler is to run. `attempt` counts the tries before it: 0 is the first. */
export const inboundDue = eventType("atelya/inbound.due", {
  schema: staticSchema<{ inboundId: string; attempt: number }>(),
});
