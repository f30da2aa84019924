import { z } from "zod";
import { noteTerminated } from "@/lib/connections/mcp/note";
import { plainText } from "@/lib/connections/mcp/plain-text";
import type { HandlerCall, HandlerResult } from "@/lib/inbound/receiver/define-receiver";

const REASON_LENGTH_MAX = 500;

const payload = z.object({ error: z.object({ message: z.string().optional() }).nullish() });

/** The server has ended its subscription and sends nothing more: somebody has to subscribe it again. */
export async function onTerminated(call: HandlerCall): Promise<HandlerResult> {
  const message = payload.parse(call.payload).error?.message;
  const reason = message ? plainText(message, REASON_LENGTH_MAX) : "The server gave no reason.";
  await noteTerminated(call.row.connectionId ?? "", reason, call.row.occurredAt);
  return { status: "handled", note: `The server ended its subscription. ${reason}` };
}
