import { allowOnly } from "@/lib/http/allow-only";
import { operationRoute } from "@/lib/http/operation-route";
import { listDeliveries } from "@/lib/http/operations/deliveries";
import { listSubscriptionDeliveries } from "@/lib/subscriptions/deliveries";

export const GET = operationRoute(listDeliveries, async ({ ctx, params, query }) => ({
  body: await listSubscriptionDeliveries(ctx, params.id, query),
}));

export const { POST, PUT, PATCH, DELETE, OPTIONS } = allowOnly("GET");
