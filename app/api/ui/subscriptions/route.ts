import { viewerForRoute } from "@/lib/actions/viewer";
import { problemResponse } from "@/lib/http/problem";
import { newId } from "@/lib/ids";
import { listSubscriptionSummaries } from "@/lib/subscriptions/overview";

/** The organization's subscriptions, for the list that polls them. */
export async function GET(request: Request): Promise<Response> {
  try {
    const { ctx } = await viewerForRoute(request);
    const answer = { data: await listSubscriptionSummaries(ctx) };
    return Response.json(answer, { headers: { "cache-control": "no-store" } });
  } catch (error) {
    return problemResponse(error, newId("request"));
  }
}
