import { allowOnly } from "@/lib/http/allow-only";
import { operationRoute } from "@/lib/http/operation-route";
import { testWebhook } from "@/lib/http/operations/webhooks";
import { testSubscription } from "@/lib/subscriptions/send-test";

export const POST = operationRoute(testWebhook, async ({ ctx, params, body, once }) => ({
  body: await once(() => testSubscription(ctx, params.id, body)),
}));

export const { GET, PUT, PATCH, DELETE, OPTIONS } = allowOnly("POST");
