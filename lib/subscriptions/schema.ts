import { z } from "zod";
import { RATE_LIMIT_PER_SECOND_MAX } from "@/lib/destinations/rate-limit-schema";
import { OVERLAP_SECONDS_DEFAULT, OVERLAP_SECONDS_MAX } from "@/lib/signing/rotation-schema";
import { SECRET_BYTES_MAX, SECRET_BYTES_MIN } from "@/lib/signing/secret";
import { storedText } from "@/lib/validation/text-schema";

export const SUBSCRIPTIONS_MAX = 50;
const FILTER_IDS_MAX = 100;
const METADATA_KEYS_MAX = 50;

const ids = (what: string) =>
  z
    .array(storedText(64, 1))
    .min(1, "Leave the filter out to hear of all, or name at least one id.")
    .max(FILTER_IDS_MAX)
    .optional()
    .meta({ description: `Only events of these ${what}. Leave it out to hear of all.` });

/** Narrows event types to workspaces and workrooms. */
export const eventFilter = z
  .strictObject({ workspace_ids: ids("workspaces"), workroom_ids: ids("workrooms") })
  .meta({ id: "EventFilter", description: "An event that fails the filter makes no delivery." });

const eventType = storedText(80, 1).meta({ description: "An event type.", example: "workroom.completed" });

/** One entry of `events`: a type, or a type with a filter of its own. */
export const eventChoice = z
  .union([eventType, z.strictObject({ type: eventType, filter: eventFilter.optional() })], {
    error: 'must be an event type such as "workroom.completed", or { "type", "filter" }',
  })
  .meta({ id: "EventChoice" });

const url = z
  .string()
  .trim()
  .min(1)
  .max(2048)
  .meta({ description: "Where events are posted, https.", example: "https://api.example.com/webhooks/atelyaos" });
const events = z
  .array(eventChoice)
  .min(1, "Name at least one event type.")
  .max(50)
  .meta({ description: "The event types to hear of, each once." });
const description = storedText(500).trim().meta({ description: "For people.", example: "Order desk" });
const metadata = z
  .record(storedText(40, 1), storedText(500))
  .refine((entries) => Object.keys(entries).length <= METADATA_KEYS_MAX, `must have at most ${METADATA_KEYS_MAX} keys`)
  .meta({ description: "Your own keys and texts, given back as they are." });
const secret = z
  .string()
  .max(200)
  .meta({ description: `Your own secret: whsec_ and the base64 of ${SECRET_BYTES_MIN} to ${SECRET_BYTES_MAX} bytes.` });
const rateLimit = z
  .number()
  .int("must be a whole number")
  .min(1)
  .max(RATE_LIMIT_PER_SECOND_MAX)
  .meta({ description: "At most so many deliveries a second; the others wait." });

/** `POST /api/v1/webhooks`. */
export const subscriptionCreate = z
  .strictObject({
    url,
    events,
    filter: eventFilter.optional().meta({ description: "Holds for all of the event types." }),
    description: description.optional(),
    metadata: metadata.optional(),
    secret: secret.optional(),
    rate_limit_per_second: rateLimit.optional(),
    active: z.boolean().default(true).meta({ description: "False makes it paused." }),
  })
  .meta({ id: "SubscriptionCreate" });

/** `PATCH /api/v1/webhooks/{id}`: what is left out stays as it is; null clears. */
export const subscriptionUpdate = z
  .strictObject({
    url: url.optional(),
    events: events.optional(),
    filter: eventFilter.nullable().optional(),
    description: description.nullable().optional(),
    metadata: metadata.optional(),
    rate_limit_per_second: rateLimit.nullable().optional(),
    active: z.boolean().optional(),
  })
  .meta({ id: "SubscriptionUpdate" });

/** `POST /api/v1/webhooks/{id}/rotate-secret`. */
export const secretRotation = z
  .strictObject({
    overlap_seconds: z
      .number()
      .int("must be a whole number")
      .min(0)
      .max(OVERLAP_SECONDS_MAX)
      .default(OVERLAP_SECONDS_DEFAULT)
      .meta({ description: "How long the old secret signs beside the new one." }),
    secret: secret.optional(),
  })
  .meta({ id: "SecretRotation" });

const moment = z.iso.datetime();

/** A subscription as the API shows it; its secret only as a hint. */
export const subscription = z
  .object({
    id: z.string().meta({ example: "sub_01M844DZG0NQ0S48XYQT3JMH7P" }),
    url: z.string().meta({ description: "The URL, with what its query may hold masked." }),
    events: z.array(eventChoice),
    filter: eventFilter.nullable(),
    description: z.string().nullable(),
    metadata: z.record(z.string(), z.string()),
    rate_limit_per_second: z.number().int().nullable(),
    status: z.enum(["active", "paused", "disabled"]),
    disabled_reason: z.string().nullable(),
    circuit_breaker: z
      .object({
        opened_at: moment,
        reason: z.string().meta({ description: "Why it opened, in a sentence." }),
        next_probe_at: moment.meta({ description: "One delivery is sent then; if it arrives the breaker closes." }),
      })
      .nullable()
      .meta({
        description:
          "Open while the receiver fails as if it were down: deliveries wait and use up no attempts. Null while it is closed.",
      }),
    held_until: moment.nullable().meta({
      description: "The receiver answered 429 with Retry-After: nothing is sent before this moment. Null otherwise.",
    }),
    secret_hint: z.string().meta({ description: "The newest secret's last characters.", example: "whsec_••••1f3a" }),
    previous_secret_expires_at: moment
      .nullable()
      .meta({ description: "While a rotation overlaps: when the last old secret stops signing." }),
    version: z
      .number()
      .int()
      .meta({ description: "Grows with every PATCH. It is the ETag, too: name it in If-Match.", example: 1 }),
    created_at: moment,
    updated_at: moment,
  })
  .meta({ id: "Subscription" });

/** The answer to a creation and a rotation: the only times that the secret is shown whole. */
export const subscriptionWithSecret = subscription
  .extend({ secret: z.string().meta({ description: "Keep it: it is never shown again." }) })
  .meta({ id: "SubscriptionWithSecret" });

export type SubscriptionCreate = z.output<typeof subscriptionCreate>;
export type SubscriptionUpdate = z.output<typeof subscriptionUpdate>;
export type Subscription = z.output<typeof subscription>;
export type SubscriptionWithSecret = z.output<typeof subscriptionWithSecret>;
export type EventChoice = z.output<typeof eventChoice>;
