import { idempotent } from "@/lib/http/idempotent";
import { API_BODY_BYTES_MAX, readOptionalJson } from "@/lib/http/read-json";
import { apiRoute } from "@/lib/http/route";
import { rotateSubscriptionSecret } from "@/lib/subscriptions/rotate-secret";

/** Answers with the new secret, the only time that it is shown whole. */
export const POST = apiRoute<{ id: string }>({
  scope: "webhooks:write",
  handle: async ({ ctx, request, params: { id } }) => {
    const body = await readOptionalJson(request, API_BODY_BYTES_MAX);
    const call = { ctx, request, operation: `webhooks.rotate_secret:${id}`, body };
    return { body: await idempotent(call, (remember) => rotateSubscriptionSecret(ctx, id, body, remember)) };
  },
});
