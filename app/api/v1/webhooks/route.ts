import { allowOnly } from "@/lib/http/allow-only";
import { withEtag } from "@/lib/http/if-match";
import { operationRoute } from "@/lib/http/operation-route";
import { createWebhook, listWebhooks } from "@/lib/http/operations/webhooks";
import { createSubscription } from "@/lib/subscriptions/create";
import { listSubscriptions } from "@/lib/subscriptions/get";
import type { SubscriptionWithSecret } from "@/lib/subscriptions/schema";

export const GET = operationRoute(listWebhooks, async ({ ctx, query }) => ({
  body: await listSubscriptions(ctx, query),
}));

export const POST = operationRoute(createWebhook, async ({ ctx, body, once }) => {
  const created = await once<SubscriptionWithSecret>((remember) => createSubscription(ctx, body, remember));
  const { body: made, headers } = withEtag(created);
  return { body: made, headers: { ...headers, location: `/api/v1/webhooks/${created.id}` } };
});

export const { PUT, PATCH, DELETE, OPTIONS } = allowOnly("GET", "POST");
