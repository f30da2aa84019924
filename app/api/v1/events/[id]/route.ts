import { getEvent as readEvent } from "@/lib/deliveries/list-events";
import { operationRoute } from "@/lib/http/operation-route";
import { getEvent } from "@/lib/http/operations/events";

export const GET = operationRoute(getEvent, async ({ ctx, params }) => ({ body: await readEvent(ctx, params) }));
