import { z } from "zod";
import type { HandlerCall, HandlerResult } from "@/lib/inbound/receiver/define-receiver";
import { detailsOf } from "./details";
import { publishChange } from "./publish-change";

const payload = z.object({ params: z.object({ uri: z.unknown().optional() }) });

/** One resource has other contents now: published, as `resources/updated` with the resource's URI. */
export async function onResourceUpdated(call: HandlerCall): Promise<HandlerResult> {
  const { uri } = payload.parse(call.payload).params;
  return publishChange(call, { change: "resources/updated", details: detailsOf(uri) });
}
