"use server";

import { runAsViewer } from "@/lib/actions/as-viewer";
import type { ActionResult } from "@/lib/actions/result";
import { processAgain } from "./process-again";
import { revealInbound } from "./reveal";

// Every action is a public POST endpoint: the viewer is asked for in each; the verb holds the role.

/** An inbound event's payload with the personal data in it; recorded each time. */
export async function revealInboundAction(inboundId: string): Promise<ActionResult<string>> {
  return runAsViewer(({ ctx }) => revealInbound(ctx, String(inboundId)));
}

export async function processAgainAction(inboundId: string): Promise<ActionResult<void>> {
  return runAsViewer(({ ctx }) => processAgain(ctx, String(inboundId)));
}
