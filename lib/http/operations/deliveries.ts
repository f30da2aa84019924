import { z } from "zod";
import { apiDelivery, apiDeliveryDetail } from "@/lib/deliveries/log/api-schema";
import { DELIVERY_STATUSES } from "@/lib/deliveries/log/filter-schema";
import { EVENT_TYPES } from "@/lib/events/catalogue";
import { momentInput } from "@/lib/validation/moment-schema";
import { defineOperation } from "../operation";
import { pageParameters } from "../page-query";
import { pageOf } from "./page-of";

export const eventTypeParameter = z.enum(EVENT_TYPES as [string, ...string[]]).optional();

export const listDeliveries = defineOperation({
  id: "listDeliveries",
  method: "get",
  path: "/api/v1/webhooks/{id}/deliveries",
  tag: "deliveries",
  summary: "List a webhook's deliveries",
  description: "The newest first. Activity is kept for 30 days.",
  scope: "webhooks:read",
  params: { id: "subscription" },
  query: pageParameters.extend({
    status: z.enum(DELIVERY_STATUSES).optional().meta({ description: "Only those in this state." }),
    type: eventTypeParameter.meta({ description: "Only those of this event type." }),
    since: momentInput("Only those made from this moment on.").optional(),
    until: momentInput("Only those made before this moment.").optional(),
  }),
  answers: [{ status: 200, description: "A page of deliveries.", schema: pageOf("DeliveryPage", apiDelivery) }],
});

export const getDelivery = defineOperation({
  id: "getDelivery",
  method: "get",
  path: "/api/v1/deliveries/{id}",
  tag: "deliveries",
  summary: "Read a delivery with its attempts",
  scope: "webhooks:read",
  params: { id: "delivery" },
  answers: [{ status: 200, description: "The delivery, its event and its attempts.", schema: apiDeliveryDetail }],
});

export const resendDelivery = defineOperation({
  id: "resendDelivery",
  method: "post",
  path: "/api/v1/deliveries/{id}/resend",
  tag: "deliveries",
  summary: "Send a delivery again",
  description:
    "Makes a new delivery of the same event with the same `webhook-id`. What was still pending of the old one is cancelled.",
  scope: "webhooks:write",
  params: { id: "delivery" },
  answers: [
    {
      status: 202,
      description: "The new delivery.",
      schema: apiDelivery,
      headers: { Location: "The path of what was made." },
    },
  ],
  refusals: { conflict: "The webhook is paused, disabled or deleted." },
});

export const deliveryOperations = [listDeliveries, getDelivery, resendDelivery];
