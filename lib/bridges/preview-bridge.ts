import { authorize, type Context } from "@/lib/context";
import { getFormat } from "@/lib/formats/registry";
import { parseInput } from "@/lib/validation/parse";
import { checkDestinationUrl } from "./check";
import { previewRequest, type RequestPreview } from "./preview";
import { previewInput } from "./schema";

/** What the form shows beside itself: the request, and what is wrong with the URL as it stands; null while it is empty or right. */
export type BridgePreview = RequestPreview & { urlProblem: string | null };

/** Previews a form and checks its URL by the very rules of a save. Reads nothing and sends nothing. */
export async function previewBridge(ctx: Context, input: unknown): Promise<BridgePreview> {
  authorize(ctx, "webhooks:read");
  const typed = parseInput(previewInput, input);
  const checked = typed.url === "" ? undefined : checkDestinationUrl(getFormat(typed.format), typed.url);
  return { ...(await previewRequest(typed)), urlProblem: checked && !checked.ok ? checked.message : null };
}
