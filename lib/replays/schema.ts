import { z } from "zod";
import { SUBSCRIBABLE_TYPES } from "@/lib/events/catalogue";
import { momentInput } from "@/lib/validation/moment-schema";

/** What a delivery can have come to. Those still on their way need no replay. */
export const ENDED_STATUSES = ["delivered", "failed", "cancelled"] as const;
export type EndedStatus = (typeof ENDED_STATUSES)[number];

const endedStatus = z.enum(ENDED_STATUSES);

/** `POST /api/v1/webhooks/{id}/replay`. */
export const replayRequest = z
  .strictObject({
    since: momentInput("Deliveries made from this moment on are sent again."),
    until: momentInput("Only those made before this moment; now, unless told.").optional(),
    status: z
      .union([endedStatus, z.array(endedStatus).min(1).max(ENDED_STATUSES.length)], {
        error: `must be one of ${ENDED_STATUSES.join(", ")}, or a list of them`,
      })
      .optional()
      .meta({ description: "Only those that ended so. Unless told, all that have ended." }),
    types: z
      .array(z.enum(SUBSCRIBABLE_TYPES as [string, ...string[]]))
      .min(1, "Leave it out for all types, or name at least one.")
      .max(50)
      .optional()
      .meta({ description: "Only those of these event types." }),
    dry_run: z.boolean().default(false).meta({ description: "Only count: nothing is sent or stored." }),
  })
  .meta({ id: "ReplayRequest" });

const moment = z.iso.datetime();
const count = (description: string) => z.number().int().min(0).meta({ description });

/** A replay and how far it is. */
export const replay = z
  .object({
    id: z.string().meta({ examples: ["rpl_01M844DZG0NQ0S48XYQT3JMH7P"] }),
    webhook_id: z.string(),
    status: z.enum(["running", "completed", "cancelled"]).meta({
      description: "`completed` once every delivery is made; the counts tell what became of them.",
    }),
    reason: z.string().nullable().meta({ description: "Why it was cancelled." }),
    since: moment,
    until: moment,
    statuses: z.array(endedStatus),
    types: z.array(z.string()).meta({ description: "Empty: all." }),
    matched: count("Deliveries that were to be sent again when it was asked for."),
    created: count("New deliveries made so far."),
    pending: count("Of these, those on their way."),
    delivered: count("Of these, those that arrived."),
    failed: count("Of these, those that failed for good."),
    cancelled: count("Of these, those that were cancelled."),
    created_at: moment,
    ended_at: moment.nullable(),
  })
  .meta({ id: "Replay", description: "Past deliveries of a webhook, sent again in the background." });

/** The answer to a dry run. */
export const replayPreview = z
  .object({ dry_run: z.literal(true), webhook_id: z.string(), since: moment, until: moment, matched: z.number().int() })
  .meta({ id: "ReplayPreview", description: "What a replay would send again." });

export type ReplayRequest = z.output<typeof replayRequest>;
export type ReplayView = z.output<typeof replay>;
export type ReplayPreview = z.output<typeof replayPreview>;
