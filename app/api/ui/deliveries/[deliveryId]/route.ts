import { z } from "zod";
import { viewerForRoute } from "@/lib/actions/viewer";
import { getDelivery } from "@/lib/deliveries/log/get";
import { problemResponse } from "@/lib/http/problem";
import { newId } from "@/lib/ids";

const afterAttempt = z.coerce.number().int().min(0).max(1_000).optional().catch(undefined);

/** One delivery for its sheet; `after` names the last attempt that the reader holds already. */
export async function GET(request: Request, context: { params: Promise<{ deliveryId: string }> }): Promise<Response> {
  try {
    const { ctx } = await viewerForRoute(request);
    const { deliveryId } = await context.params;
    const after = afterAttempt.parse(new URL(request.url).searchParams.get("after") ?? undefined);
    const delivery = await getDelivery(ctx, deliveryId, after === undefined ? {} : { afterAttempt: after });
    const answer = { delivery, now: new Date().toISOString() };
    return Response.json(answer, { headers: { "cache-control": "no-store" } });
  } catch (error) {
    return problemResponse(error, newId("request"));
  }
}
