import { viewerForRoute } from "@/lib/actions/viewer";
import { readLiveState } from "@/lib/destinations/live-state";
import { problemResponse } from "@/lib/http/problem";
import { newId } from "@/lib/ids";

/** How a bridge or a subscription stands now, for its page. */
export async function GET(
  request: Request,
  context: { params: Promise<{ destinationId: string }> },
): Promise<Response> {
  try {
    const { ctx } = await viewerForRoute(request);
    const { destinationId } = await context.params;
    const answer = await readLiveState(ctx, { destinationId });
    return Response.json(answer, { headers: { "cache-control": "no-store" } });
  } catch (error) {
    return problemResponse(error, newId("request"));
  }
}
