import { allowOnly } from "@/lib/http/allow-only";
import { withEtag } from "@/lib/http/if-match";
import { operationRoute } from "@/lib/http/operation-route";
import { deleteWebhook, getWebhook, updateWebhook } from "@/lib/http/operations/webhooks";
import { getSubscription } from "@/lib/subscriptions/get";
import { removeSubscription } from "@/lib/subscriptions/remove";
import { updateSubscription } from "@/lib/subscriptions/update";

export const GET = operationRoute(getWebhook, async ({ ctx, params }) => withEtag(await getSubscription(ctx, params)));

export const PATCH = operationRoute(updateWebhook, async ({ ctx, params, body, versions }) =>
  withEtag(await updateSubscription(ctx, params.id, body, versions)),
);

export const DELETE = operationRoute(deleteWebhook, async ({ ctx, params, versions }) => {
  await removeSubscription(ctx, params, versions);
  return { body: undefined };
});

export const { POST, PUT, OPTIONS } = allowOnly("GET", "PATCH", "DELETE");
