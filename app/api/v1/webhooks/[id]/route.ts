import { API_BODY_BYTES_MAX, readJson } from "@/lib/http/read-json";
import { apiRoute } from "@/lib/http/route";
import { getSubscription } from "@/lib/subscriptions/get";
import { removeSubscription } from "@/lib/subscriptions/remove";
import { updateSubscription } from "@/lib/subscriptions/update";

type Params = { id: string };

export const GET = apiRoute<Params>({
  scope: "webhooks:read",
  handle: async ({ ctx, params }) => ({ body: await getSubscription(ctx, params) }),
});

export const PATCH = apiRoute<Params>({
  scope: "webhooks:write",
  handle: async ({ ctx, request, params }) => {
    const body = await readJson(request, API_BODY_BYTES_MAX);
    return { body: await updateSubscription(ctx, params.id, body) };
  },
});

export const DELETE = apiRoute<Params>({
  scope: "webhooks:write",
  handle: async ({ ctx, params }) => {
    await removeSubscription(ctx, params);
    return { status: 204 };
  },
});
