import { getEvent as readEvent } from "@/lib/deliveries/log/list-events";
import { allowOnly } from "@/lib/http/allow-only";
import { operationRoute } from "@/lib/http/operation-route";
import { getEvent } from "@/lib/http/operations/events";

export const GET = operationRoute(getEvent, async ({ ctx, params }) => ({ body: await readEvent(ctx, params) }));

export const { POST, PUT, PATCH, DELETE, OPTIONS } = allowOnly("GET");
