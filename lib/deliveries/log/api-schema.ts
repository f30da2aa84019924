import { z } from "zod";
import type { ErrorClass } from "@/lib/deliveries/send/outcome";
import { SUBSCRIBABLE_TYPES } from "@/lib/events/catalogue";
import { EXAMPLE_IDS } from "@/lib/events/data-fields";
import { eventEnvelope } from "@/lib/events/envelope";
import { DELIVERY_STATUSES } from "./filter-schema";

/** Why a delivery exists. */
export const DELIVERY_ORIGINS = ["event", "test", "resend", "replay"] as const;

/** Classes of failures in which no answer came. */
export const ERROR_CLASSES = [
  "dns",
  "unreachable",
  "tls",
  "timeout",
  "reset",
  "too_large",
  "rejected",
] as const satisfies ErrorClass[];

const moment = z.iso.datetime();
const verdict = z
  .enum(["delivered", "retry", "permanent"])
  .meta({ description: "What the attempt means: it arrived, it may still arrive, or trying again is of no use." });
const headers = z.record(z.string(), z.string());
const errorClass = z
  .enum(ERROR_CLASSES)
  .nullable()
  .meta({ description: "Why no answer came; null when one did. `rejected`: the request was never sent." });

/** An event as the API shows it: the very envelope that is delivered. */
export const apiEvent = z
  .object(eventEnvelope.shape)
  .extend({
    id: z.string().meta({ examples: [EXAMPLE_IDS.event] }),
    type: z.string().meta({ examples: ["workroom.completed"] }),
    timestamp: moment.meta({ description: "When it happened, as its publisher says." }),
  })
  .meta({ id: "Event", description: "Something that happened. An event never changes." });

/** One event on its way to one webhook. */
export const apiDelivery = z
  .object({
    id: z.string().meta({ examples: ["dlv_01M844DZG0NQ0S48XYQT3JMH7P"] }),
    webhook_id: z.string().meta({ description: "The webhook, or the bridge, that it goes to." }),
    workspace_id: z.string(),
    event_id: z.string().meta({ description: "Also the `webhook-id` header of every attempt." }),
    event_type: z.string(),
    origin: z.enum(DELIVERY_ORIGINS).meta({ description: "Why it exists." }),
    status: z.enum(DELIVERY_STATUSES),
    attempt_count: z.number().int().min(0),
    uncounted_attempts: z.number().int().min(0).meta({
      description:
        "How many of its attempts count in no limit: refusals with 429 and Retry-After, and probes of an open circuit breaker.",
    }),
    next_attempt_at: moment.nullable().meta({
      description:
        "When the next attempt falls due. It may wait longer for its webhook, which is paused, limited or down. Null once the delivery has ended.",
    }),
    last_status: z.number().int().nullable().meta({ description: "The HTTP status of the last answer." }),
    last_error: z.string().nullable().meta({ description: "The class of the last failure without an answer." }),
    summary: z.string().nullable().meta({ description: "What happened, in a sentence." }),
    resend_of_id: z.string().nullable().meta({ description: "The delivery that this one repeats." }),
    replay_id: z.string().nullable(),
    created_at: moment,
    ended_at: moment.nullable(),
  })
  .meta({ id: "Delivery", description: "One event on its way to one webhook." });

/** One HTTP request of a delivery and what came of it. */
export const apiAttempt = z
  .object({
    id: z.string(),
    number: z.number().int().min(1),
    started_at: moment,
    duration_ms: z.number().int().min(0),
    request: z.object({ method: z.string(), url: z.string(), headers, body: z.string() }),
    response: z
      .object({
        status: z.number().int(),
        headers,
        body: z.string().nullable().meta({ description: "At most 64 KiB of it." }),
        body_bytes: z.number().int().nullable().meta({ description: "Its true length, as far as it was announced." }),
      })
      .nullable(),
    error: errorClass,
    verdict,
    explanation: z.string().meta({ description: "What happened and what to do about it." }),
  })
  .meta({ id: "Attempt", description: "One HTTP request of a delivery. Secrets are masked." });

export const apiDeliveryDetail = apiDelivery
  .extend({ event: apiEvent.nullable(), attempts: z.array(apiAttempt) })
  .meta({ id: "DeliveryDetail", description: "A delivery with its event and every attempt, the first one first." });

/** `POST /api/v1/webhooks/{id}/test`. */
export const testRequest = z
  .strictObject({
    event_type: z
      .enum(["webhook.test", ...SUBSCRIBABLE_TYPES])
      .optional()
      .meta({ description: "Whose example is sent. Unless told, the first type that the webhook hears of." }),
  })
  .meta({ id: "TestRequest" });

export const apiTestResult = z
  .object({
    delivery_id: z.string(),
    event_id: z.string(),
    event_type: z.string(),
    verdict,
    explanation: z.string(),
    status: z.number().int().nullable(),
    headers: headers.nullable(),
    body: z.string().nullable(),
    duration_ms: z.number().int().min(0),
    error: errorClass,
  })
  .meta({ id: "TestResult", description: "What the receiver answered to a test." });

export type ApiEvent = z.output<typeof apiEvent>;
export type ApiDelivery = z.output<typeof apiDelivery>;
export type ApiDeliveryDetail = z.output<typeof apiDeliveryDetail>;
export type ApiTestResult = z.output<typeof apiTestResult>;
