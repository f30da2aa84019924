import { idempotent } from "@/lib/http/idempotent";
import { pageQuery } from "@/lib/http/page-query";
import { API_BODY_BYTES_MAX, readJson } from "@/lib/http/read-json";
import { apiRoute } from "@/lib/http/route";
import { createSubscription } from "@/lib/subscriptions/create";
import { listSubscriptions } from "@/lib/subscriptions/get";
import type { SubscriptionWithSecret } from "@/lib/subscriptions/schema";

/** Subscriptions, newest first. */
export const GET = apiRoute({
  scope: "webhooks:read",
  handle: async ({ ctx, request }) => ({ body: await listSubscriptions(ctx, pageQuery(request)) }),
});

/** Registers a subscription: 201 with its secret, the only time that it is shown whole. */
export const POST = apiRoute({
  scope: "webhooks:write",
  handle: async ({ ctx, request }) => {
    const body = await readJson(request, API_BODY_BYTES_MAX);
    const call = { ctx, request, operation: "webhooks.create", body };
    const created = await idempotent<SubscriptionWithSecret>(call, (remember) =>
      createSubscription(ctx, body, remember),
    );
    return { status: 201, body: created, headers: { location: `/api/v1/webhooks/${created.id}` } };
  },
});
