import { viewerForRoute } from "@/lib/actions/viewer";
import { previewBridge } from "@/lib/bridges/preview-bridge";
import { problemResponse } from "@/lib/http/problem";
import { newId } from "@/lib/ids";

/** The request that a form as it stands would send. A route and not an action: actions run one after the other, and a preview must not hold up a save. */
export async function POST(request: Request): Promise<Response> {
  try {
    const { ctx } = await viewerForRoute(request);
    return Response.json(previewBridge(ctx, await request.json()));
  } catch (error) {
    return problemResponse(error, newId("request"));
  }
}
