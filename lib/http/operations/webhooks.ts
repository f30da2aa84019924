import { apiTestResult, testRequest } from "@/lib/deliveries/log/api-schema";
import {
  SUBSCRIPTIONS_MAX,
  secretRotation,
  subscription,
  subscriptionCreate,
  subscriptionUpdate,
  subscriptionWithSecret,
} from "@/lib/subscriptions/schema";
import { defineOperation } from "../operation";
import { pageParameters } from "../page-query";
import { pageOf } from "./page-of";

const params = { id: "subscription" } as const;
const LOCATION = { Location: "The path of what was made." };
const ETAG = { ETag: "The version in quotation marks, for If-Match." };
const INVALID = "A field fails its schema, a URL or a workspace is not allowed. `errors` names each.";

export const listWebhooks = defineOperation({
  id: "listWebhooks",
  method: "get",
  path: "/api/v1/webhooks",
  tag: "webhooks",
  summary: "List webhooks",
  description: "The newest first. A key that is restricted to workspaces sees those that hear of no other.",
  scope: "webhooks:read",
  query: pageParameters,
  answers: [{ status: 200, description: "A page of webhooks.", schema: pageOf("WebhookPage", subscription) }],
});

export const createWebhook = defineOperation({
  id: "createWebhook",
  method: "post",
  path: "/api/v1/webhooks",
  tag: "webhooks",
  summary: "Register a webhook",
  description: "The answer holds the signing secret, whole and for the only time.",
  scope: "webhooks:write",
  body: {
    schema: subscriptionCreate,
    examples: {
      simple: { url: "https://api.example.com/webhooks/atelyaos", events: ["workroom.completed"] },
      filtered: {
        url: "https://api.example.com/webhooks/atelyaos",
        events: ["workroom.completed", { type: "deliverable.exported", filter: { workroom_ids: ["wr_01"] } }],
        description: "Order desk",
        metadata: { team: "orders" },
        rate_limit_per_second: 10,
      },
    },
  },
  answers: [
    {
      status: 201,
      description: "The webhook with its secret.",
      schema: subscriptionWithSecret,
      headers: { ...LOCATION, ...ETAG },
    },
  ],
  refusals: { invalid: INVALID, conflict: `The organization has ${SUBSCRIPTIONS_MAX} webhooks already.` },
});

export const getWebhook = defineOperation({
  id: "getWebhook",
  method: "get",
  path: "/api/v1/webhooks/{id}",
  tag: "webhooks",
  summary: "Read a webhook",
  scope: "webhooks:read",
  params,
  answers: [{ status: 200, description: "The webhook, without its secret.", schema: subscription, headers: ETAG }],
});

export const updateWebhook = defineOperation({
  id: "updateWebhook",
  method: "patch",
  path: "/api/v1/webhooks/{id}",
  tag: "webhooks",
  summary: "Change a webhook",
  description:
    "What is left out stays as it is; null clears. Of two changes at once both are kept, unless `If-Match` names the version that the change is for.",
  scope: "webhooks:write",
  params,
  takesIfMatch: true,
  body: { schema: subscriptionUpdate, examples: { events: { events: ["workroom.completed", "credits.low"] } } },
  answers: [{ status: 200, description: "The webhook as it is now.", schema: subscription, headers: ETAG }],
  refusals: { invalid: INVALID },
});

export const deleteWebhook = defineOperation({
  id: "deleteWebhook",
  method: "delete",
  path: "/api/v1/webhooks/{id}",
  tag: "webhooks",
  summary: "Delete a webhook",
  description: "What waits for it is cancelled. Its activity stays readable for 30 days.",
  scope: "webhooks:write",
  params,
  takesIfMatch: true,
  answers: [{ status: 204, description: "It is gone." }],
});

export const pauseWebhook = defineOperation({
  id: "pauseWebhook",
  method: "post",
  path: "/api/v1/webhooks/{id}/pause",
  tag: "webhooks",
  summary: "Pause a webhook",
  description: "It receives no new events, and what waits is held. Pausing twice is as pausing once.",
  scope: "webhooks:write",
  params,
  takesIfMatch: true,
  answers: [{ status: 200, description: "The webhook as it is now.", schema: subscription, headers: ETAG }],
});

export const resumeWebhook = defineOperation({
  id: "resumeWebhook",
  method: "post",
  path: "/api/v1/webhooks/{id}/resume",
  tag: "webhooks",
  summary: "Resume a webhook",
  description:
    "Lets a paused or disabled one go on; what was held is sent. An active one stays as it is: an open circuit breaker closes when a probe arrives.",
  scope: "webhooks:write",
  params,
  takesIfMatch: true,
  answers: [{ status: 200, description: "The webhook as it is now.", schema: subscription, headers: ETAG }],
});

export const probeWebhook = defineOperation({
  id: "probeWebhook",
  method: "post",
  path: "/api/v1/webhooks/{id}/probe",
  tag: "webhooks",
  summary: "Probe a webhook now",
  description:
    "While the circuit breaker is open: sends the oldest delivery that waits now, in the place of the next probe. If it arrives the breaker closes, and what waits goes out. `circuit_breaker` of the webhook says how it stands.",
  scope: "webhooks:write",
  params,
  answers: [{ status: 202, description: "The probe is on its way. The webhook as it is now.", schema: subscription }],
  refusals: { conflict: "The circuit breaker is closed, or the webhook is paused or disabled." },
});

export const testWebhook = defineOperation({
  id: "testWebhook",
  method: "post",
  path: "/api/v1/webhooks/{id}/test",
  tag: "webhooks",
  summary: "Send a test event",
  description:
    "Sends a type's example now, signed like any delivery, and answers with what came back. One attempt; it does not count in the webhook's health.",
  scope: "webhooks:write",
  params,
  body: { schema: testRequest, isOptional: true, examples: { completed: { event_type: "workroom.completed" } } },
  answers: [{ status: 200, description: "What the receiver answered.", schema: apiTestResult }],
  refusals: { invalid: "The event type is none that a webhook can hear of." },
  asksOutside: true,
});

export const rotateSecret = defineOperation({
  id: "rotateSecret",
  method: "post",
  path: "/api/v1/webhooks/{id}/rotate-secret",
  tag: "webhooks",
  summary: "Rotate the signing secret",
  description:
    "The new secret signs at once and the old one beside it until the overlap ends. The answer holds the new secret, whole and for the only time.",
  scope: "webhooks:write",
  params,
  body: { schema: secretRotation, isOptional: true, examples: { week: { overlap_seconds: 604_800 } } },
  answers: [
    { status: 200, description: "The webhook with its new secret.", schema: subscriptionWithSecret, headers: ETAG },
  ],
  refusals: { invalid: "The overlap or the secret is not allowed." },
});

export const endOverlap = defineOperation({
  id: "endOverlap",
  method: "delete",
  path: "/api/v1/webhooks/{id}/secrets/previous",
  tag: "webhooks",
  summary: "End a rotation's overlap",
  description: "Only the newest secret signs from now on. Without an overlap it changes nothing.",
  scope: "webhooks:write",
  params,
  answers: [{ status: 200, description: "The webhook as it is now.", schema: subscription, headers: ETAG }],
});

export const webhookOperations = [
  listWebhooks,
  createWebhook,
  getWebhook,
  updateWebhook,
  deleteWebhook,
  pauseWebhook,
  resumeWebhook,
  probeWebhook,
  testWebhook,
  rotateSecret,
  endOverlap,
];
