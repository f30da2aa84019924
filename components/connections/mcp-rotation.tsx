"use client";

import { OverlapBanner } from "@/components/signing/overlap-banner";
import { RotateDialog } from "@/components/signing/rotate-dialog";
import { endMcpOverlapAction, rotateMcpSecretAction } from "@/lib/connections/mcp/actions";

type Named = { id: string; name: string };

const ROTATION_WORDS = {
  overlap: "The old secret stays good for",
  handOver: "It is good from now on, and is shown this once. Give it to the server before the old one stops.",
};

/** Rotates the secret that a server signs with, and shows the new one this once. */
export function RotateMcpSecret({ server: { id, name } }: { server: Named }) {
  return (
    <RotateDialog ownerName={name} rotate={(rotation) => rotateMcpSecretAction(id, rotation)} words={ROTATION_WORDS}>
      What is signed with the new secret is taken at once. During the overlap the old one is good beside it, so that the
      server can change over without being refused.
    </RotateDialog>
  );
}

type McpOverlapProps = { server: Named; overlapEndsAt: string; canManage: boolean };

export function McpOverlap({ server: { id, name }, overlapEndsAt, canManage }: McpOverlapProps) {
  return (
    <OverlapBanner
      overlapEndsAt={overlapEndsAt}
      ownerName={name}
      endOverlap={canManage ? () => endMcpOverlapAction(id) : undefined}
      words={{
        now: "Two secrets are good now.",
        ended: "The old secret is good no more",
        consequence: `Whatever ${name} signs with the old secret is refused from now on.`,
      }}
    />
  );
}
