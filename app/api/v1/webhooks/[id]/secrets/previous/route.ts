import { allowOnly } from "@/lib/http/allow-only";
import { withEtag } from "@/lib/http/if-match";
import { operationRoute } from "@/lib/http/operation-route";
import { endOverlap } from "@/lib/http/operations/webhooks";
import { endSubscriptionOverlap } from "@/lib/subscriptions/rotate-secret";

export const DELETE = operationRoute(endOverlap, async ({ ctx, params }) =>
  withEtag(await endSubscriptionOverlap(ctx, params)),
);

export const { GET, POST, PUT, PATCH, OPTIONS } = allowOnly("DELETE");
