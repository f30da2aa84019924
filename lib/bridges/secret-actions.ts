"use server";

import { runAsViewer } from "@/lib/actions/as-viewer";
import type { ActionResult } from "@/lib/actions/result";
import {
  endOverlap,
  type RotateInput,
  revealWorkspaceSecret,
  rotateWorkspaceSecret,
} from "@/lib/organizations/workspace-secret";

/** The secret that a workspace's bridges are signed with, in clear; recorded each time. */
export async function revealSecretAction(workspaceId: string): Promise<ActionResult<string>> {
  return runAsViewer(({ ctx }) => revealWorkspaceSecret(ctx, String(workspaceId)));
}

/** Puts a new secret in place; the old one signs beside it until the overlap ends. */
export async function rotateSecretAction(input: RotateInput): Promise<ActionResult<{ overlapEndsAt: Date | null }>> {
  return runAsViewer(async ({ ctx }) => {
    const { overlapEndsAt } = await rotateWorkspaceSecret(ctx, input);
    return { overlapEndsAt };
  });
}

export async function endOverlapAction(workspaceId: string): Promise<ActionResult<void>> {
  return runAsViewer(({ ctx }) => endOverlap(ctx, String(workspaceId)));
}
