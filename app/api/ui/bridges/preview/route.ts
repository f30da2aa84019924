import { previewBridge } from "@/lib/bridges/preview-bridge";
import { AppError } from "@/lib/errors";
import { uiRoute } from "@/lib/http/ui-route";

/** The request that a form as it stands would send. A route and not an action: actions run one after the other, and a preview must not hold up a save. */
export const POST = uiRoute(async ({ viewer: { ctx }, request }) => previewBridge(ctx, await readJson(request)));

// A preview that a newer one overtook is cut off in the middle.
async function readJson(request: Request): Promise<unknown> {
  try {
    return await request.json();
  } catch {
    throw new AppError("malformed", "The body is no JSON.");
  }
}
