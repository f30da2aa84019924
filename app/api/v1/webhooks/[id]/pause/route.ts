import { allowOnly } from "@/lib/http/allow-only";
import { operationRoute } from "@/lib/http/operation-route";
import { pauseWebhook } from "@/lib/http/operations/webhooks";
import { pauseSubscription } from "@/lib/subscriptions/pause";

// Pausing twice is as pausing once: an Idempotency-Key is welcome and not needed.
export const POST = operationRoute(pauseWebhook, async ({ ctx, params }) => ({
  body: await pauseSubscription(ctx, params),
}));

export const { GET, PUT, PATCH, DELETE, OPTIONS } = allowOnly("POST");
