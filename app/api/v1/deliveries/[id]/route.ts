import { allowOnly } from "@/lib/http/allow-only";
import { operationRoute } from "@/lib/http/operation-route";
import { getDelivery } from "@/lib/http/operations/deliveries";
import { readDelivery } from "@/lib/subscriptions/deliveries";

export const GET = operationRoute(getDelivery, async ({ ctx, params }) => ({ body: await readDelivery(ctx, params) }));

export const { POST, PUT, PATCH, DELETE, OPTIONS } = allowOnly("GET");
