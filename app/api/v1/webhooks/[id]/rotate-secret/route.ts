import { allowOnly } from "@/lib/http/allow-only";
import { withEtag } from "@/lib/http/if-match";
import { operationRoute } from "@/lib/http/operation-route";
import { rotateSecret } from "@/lib/http/operations/webhooks";
import { rotateSubscriptionSecret } from "@/lib/subscriptions/rotate-secret";
import type { SubscriptionWithSecret } from "@/lib/subscriptions/schema";

export const POST = operationRoute(rotateSecret, async ({ ctx, params, body, once }) =>
  withEtag(await once<SubscriptionWithSecret>((remember) => rotateSubscriptionSecret(ctx, params.id, body, remember))),
);

export const { GET, PUT, PATCH, DELETE, OPTIONS } = allowOnly("POST");
