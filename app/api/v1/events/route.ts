import { listEvents as readEvents } from "@/lib/deliveries/log/list-events";
import { publishEvents as publish } from "@/lib/deliveries/publish/publish";
import { allowOnly } from "@/lib/http/allow-only";
import { idempotencyKey } from "@/lib/http/idempotency-key";
import { operationRoute } from "@/lib/http/operation-route";
import { listEvents, publishEvents } from "@/lib/http/operations/events";
import { parsePublishBody } from "@/lib/http/publish-body";

export const GET = operationRoute(listEvents, async ({ ctx, query }) => ({ body: await readEvents(ctx, query) }));

// Keeps its keys by itself: the record, the events and their deliveries are one statement.
export const POST = operationRoute(publishEvents, async ({ ctx, request, body }) => {
  const { inputs, pathOf } = parsePublishBody(body);
  return { body: { data: await publish(ctx, inputs, { idempotencyKey: idempotencyKey(request), pathOf }) } };
});

export const { PUT, PATCH, DELETE, OPTIONS } = allowOnly("GET", "POST");
