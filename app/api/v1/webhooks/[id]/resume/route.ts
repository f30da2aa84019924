import { apiRoute } from "@/lib/http/route";
import { resumeSubscription } from "@/lib/subscriptions/pause";

// Resuming twice is as resuming once: an Idempotency-Key is welcome and not needed.
export const POST = apiRoute<{ id: string }>({
  scope: "webhooks:write",
  handle: async ({ ctx, params }) => ({ body: await resumeSubscription(ctx, params) }),
});
