import { z } from "zod";
import { apiEvent } from "@/lib/deliveries/log/api-schema";
import { catalogue } from "@/lib/events/catalogue";
import { momentInput } from "@/lib/validation/moment-schema";
import { defineOperation } from "../operation";
import { pageParameters } from "../page-query";
import { PUBLISH_BODY_BYTES_MAX, publishBody } from "../publish-body";
import { eventTypeParameter } from "./deliveries";
import { pageOf } from "./page-of";

const { type, workspace_id, data } = catalogue["workroom.completed"].example;
const low = catalogue["credits.low"].example;

const published = z
  .object({
    data: z.array(
      z.object({
        id: z.string(),
        type: z.string(),
        deliveries: z.number().int().min(0).meta({ description: "How many webhooks and bridges it reaches." }),
      }),
    ),
  })
  .meta({ id: "Published" });

export const publishEvents = defineOperation({
  id: "publishEvents",
  method: "post",
  path: "/api/v1/events",
  tag: "events",
  summary: "Publish events",
  description:
    "One event, or up to 100 at once: all of them are stored, with a delivery for each webhook and bridge that hears of them, or none is. Your own `id` makes a repeat harmless, as an Idempotency-Key does.",
  scope: "events:write",
  body: {
    schema: publishBody,
    bytesMax: PUBLISH_BODY_BYTES_MAX,
    examples: {
      one: { type, workspace_id, data },
      several: {
        events: [
          { type, workspace_id, data, id: "evt_order-4711-completed" },
          { type: low.type, workspace_id, data: low.data, timestamp: "2026-11-23T12:00:00Z" },
        ],
      },
    },
  },
  answers: [{ status: 202, description: "They are stored and on their way.", schema: published }],
  refusals: {
    invalid: "An event fails its type's schema. `errors` names each field.",
    conflict: "The id or the Idempotency-Key was used for something else.",
  },
});

export const listEvents = defineOperation({
  id: "listEvents",
  method: "get",
  path: "/api/v1/events",
  tag: "events",
  summary: "List published events",
  description: "The newest first, of the workspaces that the key may see. Events are kept for 30 days.",
  scope: "webhooks:read",
  query: pageParameters.extend({
    type: eventTypeParameter.meta({ description: "Only events of this type." }),
    workspace_id: z
      .string()
      .regex(/^ws_[0-9A-Za-z_-]{1,64}$/, "must be an id that starts with ws_")
      .optional()
      .meta({ description: "Only events of this workspace." }),
    since: momentInput("Only those published from this moment on.").optional(),
    until: momentInput("Only those published before this moment.").optional(),
  }),
  answers: [{ status: 200, description: "A page of events.", schema: pageOf("EventPage", apiEvent) }],
  refusals: { not_found: "The cursor is no event that the key may see." },
});

export const getEvent = defineOperation({
  id: "getEvent",
  method: "get",
  path: "/api/v1/events/{id}",
  tag: "events",
  summary: "Read an event",
  scope: "webhooks:read",
  params: { id: "event" },
  answers: [{ status: 200, description: "The event.", schema: apiEvent }],
});

export const eventOperations = [publishEvents, listEvents, getEvent];
