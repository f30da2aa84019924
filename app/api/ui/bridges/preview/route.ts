import { viewerForRoute } from "@/lib/actions/viewer";
import { previewBridge } from "@/lib/bridges/preview-bridge";
import { AppError } from "@/lib/errors";
import { problemResponse } from "@/lib/http/problem";
import { newId } from "@/lib/ids";

/** The request that a form as it stands would send. A route and not an action: actions run one after the other, and a preview must not hold up a save. */
export async function POST(request: Request): Promise<Response> {
  try {
    const { ctx } = await viewerForRoute(request);
    return Response.json(previewBridge(ctx, await readJson(request)));
  } catch (error) {
    return problemResponse(error, newId("request"));
  }
}

// A preview that a newer one overtook is cut off in the middle.
async function readJson(request: Request): Promise<unknown> {
  try {
    return await request.json();
  } catch {
    throw new AppError("malformed", "The body is no JSON.");
  }
}
