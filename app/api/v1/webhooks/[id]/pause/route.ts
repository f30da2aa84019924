import { apiRoute } from "@/lib/http/route";
import { pauseSubscription } from "@/lib/subscriptions/pause";

// Pausing twice is as pausing once: an Idempotency-Key is welcome and not needed.
export const POST = apiRoute<{ id: string }>({
  scope: "webhooks:write",
  handle: async ({ ctx, params }) => ({ body: await pauseSubscription(ctx, params) }),
});
