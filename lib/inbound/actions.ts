"use server";

import { type ActionResult, runAction } from "@/lib/actions/result";
import { requireViewer } from "@/lib/actions/viewer";
import { processAgain } from "./process-again";
import { revealInbound } from "./reveal";

// Every action is a public POST endpoint: the viewer is asked for in each; the verb holds the role.

/** An inbound event's payload with the personal data in it; recorded each time. */
export async function revealInboundAction(inboundId: string): Promise<ActionResult<string>> {
  const { ctx } = await requireViewer();
  return runAction(() => revealInbound(ctx, String(inboundId)));
}

export async function processAgainAction(inboundId: string): Promise<ActionResult<void>> {
  const { ctx } = await requireViewer();
  return runAction(() => processAgain(ctx, String(inboundId)));
}
