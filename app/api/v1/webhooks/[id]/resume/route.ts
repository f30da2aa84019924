import { allowOnly } from "@/lib/http/allow-only";
import { withEtag } from "@/lib/http/if-match";
import { operationRoute } from "@/lib/http/operation-route";
import { resumeWebhook } from "@/lib/http/operations/webhooks";
import { resumeSubscription } from "@/lib/subscriptions/pause";

// Resuming twice is as resuming once: an Idempotency-Key is welcome and not needed.
export const POST = operationRoute(resumeWebhook, async ({ ctx, params, versions }) =>
  withEtag(await resumeSubscription(ctx, params, versions)),
);

export const { GET, PUT, PATCH, DELETE, OPTIONS } = allowOnly("POST");
