import { z } from "zod";
import { clockNow } from "@/lib/clock";
import { getDelivery } from "@/lib/deliveries/log/get";
import { uiRoute } from "@/lib/http/ui-route";

const afterAttempt = z.coerce.number().int().min(0).max(1_000).optional().catch(undefined);

/** One delivery for its sheet; `after` names the last attempt that the reader holds already. */
export const GET = uiRoute<{ deliveryId: string }>(async ({ viewer: { ctx }, request, params }) => {
  const after = afterAttempt.parse(new URL(request.url).searchParams.get("after") ?? undefined);
  const delivery = await getDelivery(ctx, params.deliveryId, after === undefined ? {} : { afterAttempt: after });
  return { delivery, now: new Date(clockNow()).toISOString() };
});
