import { allowOnly } from "@/lib/http/allow-only";
import { operationRoute } from "@/lib/http/operation-route";
import { deleteWebhook, getWebhook, updateWebhook } from "@/lib/http/operations/webhooks";
import { getSubscription } from "@/lib/subscriptions/get";
import { removeSubscription } from "@/lib/subscriptions/remove";
import { updateSubscription } from "@/lib/subscriptions/update";

export const GET = operationRoute(getWebhook, async ({ ctx, params }) => ({
  body: await getSubscription(ctx, params),
}));

export const PATCH = operationRoute(updateWebhook, async ({ ctx, params, body }) => ({
  body: await updateSubscription(ctx, params.id, body),
}));

export const DELETE = operationRoute(deleteWebhook, async ({ ctx, params }) => {
  await removeSubscription(ctx, params);
  return { body: undefined };
});

export const { POST, PUT, OPTIONS } = allowOnly("GET", "PATCH", "DELETE");
