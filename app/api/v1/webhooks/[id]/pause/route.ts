import { allowOnly } from "@/lib/http/allow-only";
import { withEtag } from "@/lib/http/if-match";
import { operationRoute } from "@/lib/http/operation-route";
import { pauseWebhook } from "@/lib/http/operations/webhooks";
import { pauseSubscription } from "@/lib/subscriptions/pause";

// Pausing twice is as pausing once: an Idempotency-Key is welcome and not needed.
export const POST = operationRoute(pauseWebhook, async ({ ctx, params, versions }) =>
  withEtag(await pauseSubscription(ctx, params, versions)),
);

export const { GET, PUT, PATCH, DELETE, OPTIONS } = allowOnly("POST");
