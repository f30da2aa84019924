import { noteMcp, noteMended } from "@/lib/connections/mcp/note";
import type { HandlerCall, HandlerResult } from "@/lib/inbound/receiver/define-receiver";

/** The server has found our endpoint to be ours, which it does for every new subscription: an ended one is fixed. */
export async function onVerification({ row }: HandlerCall): Promise<HandlerResult> {
  const id = row.connectionId ?? "";
  await noteMcp(id, "verifiedAt", row.occurredAt);
  await noteMended(id, row.occurredAt);
  return { status: "handled", note: "Its challenge was answered." };
}
