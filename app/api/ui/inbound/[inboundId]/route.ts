import { viewerForRoute } from "@/lib/actions/viewer";
import { problemResponse } from "@/lib/http/problem";
import { newId } from "@/lib/ids";
import { getInbound } from "@/lib/inbound/log/get";

/** One inbound event for its sheet, its personal data masked. */
export async function GET(request: Request, context: { params: Promise<{ inboundId: string }> }): Promise<Response> {
  try {
    const { ctx } = await viewerForRoute(request);
    const { inboundId } = await context.params;
    return Response.json(await getInbound(ctx, inboundId), { headers: { "cache-control": "no-store" } });
  } catch (error) {
    return problemResponse(error, newId("request"));
  }
}
