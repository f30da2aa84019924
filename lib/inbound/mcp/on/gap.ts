import { noteMcp } from "@/lib/connections/mcp/note";
import type { HandlerCall, HandlerResult } from "@/lib/inbound/receiver/define-receiver";

/** The server has lost events on their way to us: shown, for there is nothing to fetch them with. */
export async function onGap({ row }: HandlerCall): Promise<HandlerResult> {
  await noteMcp(row.connectionId ?? "", "gapAt", row.occurredAt);
  return { status: "handled", note: "The server lost events before it could send them." };
}
