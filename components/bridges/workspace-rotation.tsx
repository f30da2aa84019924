"use client";

import { OverlapBanner } from "@/components/signing/overlap-banner";
import { RotateDialog } from "@/components/signing/rotate-dialog";
import { endOverlapAction, rotateSecretAction } from "@/lib/bridges/secret-actions";

type WorkspaceProps = { workspaceId: string; workspaceName: string };

/** Rotates the secret that all bridges of a workspace share. It can be revealed later, so the dialog does not show it. */
export function RotateWorkspaceSecret({ workspaceId, workspaceName }: WorkspaceProps) {
  async function rotate(rotation: { overlapSeconds: number; secret?: string }) {
    const result = await rotateSecretAction({ workspaceId, ...rotation });
    return result.ok ? { ok: true as const, data: {} } : result;
  }
  return (
    <RotateDialog ownerName={workspaceName} rotate={rotate}>
      Every bridge of this workspace signs with the new secret at once. During the overlap the old one signs beside it,
      so that receivers can change over without losing an event.
    </RotateDialog>
  );
}

type WorkspaceOverlapProps = WorkspaceProps & { overlapEndsAt: string; canRotate: boolean };

export function WorkspaceOverlap({ workspaceId, workspaceName, overlapEndsAt, canRotate }: WorkspaceOverlapProps) {
  return (
    <OverlapBanner
      overlapEndsAt={overlapEndsAt}
      ownerName={workspaceName}
      endOverlap={canRotate ? () => endOverlapAction(workspaceId) : undefined}
    />
  );
}
