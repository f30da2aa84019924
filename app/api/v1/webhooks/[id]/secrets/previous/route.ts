import { apiRoute } from "@/lib/http/route";
import { endSubscriptionOverlap } from "@/lib/subscriptions/rotate-secret";

/** Ends a rotation's overlap now. */
export const DELETE = apiRoute<{ id: string }>({
  scope: "webhooks:write",
  handle: async ({ ctx, params }) => ({ body: await endSubscriptionOverlap(ctx, params) }),
});
