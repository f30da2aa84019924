"use server";

import { type ActionResult, runAction } from "@/lib/actions/result";
import { requireViewer } from "@/lib/actions/viewer";
import { type Disconnected, disconnectAccount } from "./disconnect";

export async function disconnectAccountAction(connectionId: string): Promise<ActionResult<Disconnected>> {
  const { ctx } = await requireViewer();
  return runAction(() => disconnectAccount(ctx, { connectionId: String(connectionId) }));
}
