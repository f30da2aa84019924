"use server";

import { type ActionResult, runAction } from "@/lib/actions/result";
import { requireViewer } from "@/lib/actions/viewer";
import {
  endOverlap,
  type RotateInput,
  revealWorkspaceSecret,
  rotateWorkspaceSecret,
} from "@/lib/organizations/workspace-secret";

/** The secret that a workspace's bridges are signed with, in clear; recorded each time. */
export async function revealSecretAction(workspaceId: string): Promise<ActionResult<string>> {
  const { ctx } = await requireViewer();
  return runAction(() => revealWorkspaceSecret(ctx, String(workspaceId)));
}

/** Puts a new secret in place; the old one signs beside it until the overlap ends. */
export async function rotateSecretAction(input: RotateInput): Promise<ActionResult<{ overlapEndsAt: Date | null }>> {
  const { ctx } = await requireViewer();
  return runAction(async () => {
    const { overlapEndsAt } = await rotateWorkspaceSecret(ctx, input);
    return { overlapEndsAt };
  });
}

export async function endOverlapAction(workspaceId: string): Promise<ActionResult<void>> {
  const { ctx } = await requireViewer();
  return runAction(() => endOverlap(ctx, String(workspaceId)));
}
