import type { ApiDelivery } from "@/lib/deliveries/log/api-schema";
import { allowOnly } from "@/lib/http/allow-only";
import { operationRoute } from "@/lib/http/operation-route";
import { resendDelivery } from "@/lib/http/operations/deliveries";
import { resendKnownDelivery } from "@/lib/subscriptions/deliveries";

export const POST = operationRoute(resendDelivery, async ({ ctx, params, once }) => {
  const made = await once<ApiDelivery>((remember) => resendKnownDelivery(ctx, params, remember));
  return { body: made, headers: { location: `/api/v1/deliveries/${made.id}` } };
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = allowOnly("POST");
