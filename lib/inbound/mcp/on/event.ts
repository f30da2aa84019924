import { z } from "zod";
import type { HandlerCall, HandlerResult } from "@/lib/inbound/receiver/define-receiver";
import { detailsOf } from "./details";
import { publishChange } from "./publish-change";

const payload = z.object({ event: z.string(), data: z.unknown() });

/** An event of the Events extension: published under the server's own name for it, with its data as text. */
export async function onEvent(call: HandlerCall): Promise<HandlerResult> {
  const { event, data } = payload.parse(call.payload);
  return publishChange(call, { change: event, details: detailsOf(data) });
}
