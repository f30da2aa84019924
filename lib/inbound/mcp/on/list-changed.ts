import { z } from "zod";
import type { HandlerCall, HandlerResult } from "@/lib/inbound/receiver/define-receiver";
import { detailsOf } from "./details";
import { publishChange } from "./publish-change";

const payload = z.object({ params: z.looseObject({ _meta: z.unknown().optional() }) });

/** The server's tools, prompts or resources are others now: published, as `tools/list_changed` and the like. */
export async function onListChanged(call: HandlerCall): Promise<HandlerResult> {
  const { _meta, ...params } = payload.parse(call.payload).params;
  return publishChange(call, { change: call.row.type.replace("notifications/", ""), details: detailsOf(params) });
}
