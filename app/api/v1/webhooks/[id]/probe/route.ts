import { allowOnly } from "@/lib/http/allow-only";
import { operationRoute } from "@/lib/http/operation-route";
import { probeWebhook } from "@/lib/http/operations/webhooks";
import { probeSubscription } from "@/lib/subscriptions/probe";

export const POST = operationRoute(probeWebhook, async ({ ctx, params, once }) => ({
  body: await once(() => probeSubscription(ctx, params)),
}));

export const { GET, PUT, PATCH, DELETE, OPTIONS } = allowOnly("POST");
