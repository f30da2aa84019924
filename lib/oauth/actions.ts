"use server";

import { runAsViewer } from "@/lib/actions/as-viewer";
import type { ActionResult } from "@/lib/actions/result";
import { OUTSIDE_MS } from "@/lib/db/deadline";
import { type Disconnected, disconnectAccount } from "./disconnect";

export async function disconnectAccountAction(connectionId: string): Promise<ActionResult<Disconnected>> {
  return runAsViewer(({ ctx }) => disconnectAccount(ctx, { connectionId: String(connectionId) }), {
    limitMs: OUTSIDE_MS,
  });
}
