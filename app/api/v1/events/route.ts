import { publishEvents } from "@/lib/deliveries/publish";
import { idempotencyKey } from "@/lib/http/idempotency-key";
import { PUBLISH_BODY_BYTES_MAX, parsePublishBody } from "@/lib/http/publish-body";
import { readJson } from "@/lib/http/read-json";
import { apiRoute } from "@/lib/http/route";

/** Publishes one event, or up to 100: 202 with their ids and how many destinations each reaches. */
export const POST = apiRoute({
  scope: "events:write",
  handle: async ({ ctx, request }) => {
    const key = idempotencyKey(request);
    const { inputs, pathOf } = parsePublishBody(await readJson(request, PUBLISH_BODY_BYTES_MAX));
    const data = await publishEvents(ctx, inputs, { idempotencyKey: key, pathOf });
    return { status: 202, body: { data } };
  },
});
