import { Section } from "@/components/ui/section";
import type { SigningView } from "@/lib/bridges/signing-view";
import { BridgeSigningFacts } from "./bridge-signing-facts";
import { RotateWorkspaceSecret, WorkspaceOverlap } from "./workspace-rotation";

type SigningSectionProps = { signing: SigningView; workspaceName: string };

/** How a bridge's requests are signed, and the rotation of the workspace's secret. */
export function SigningSection({ signing, workspaceName }: SigningSectionProps) {
  const { workspaceId, overlapEndsAt, canRotate } = signing;
  const workspace = { workspaceId, workspaceName };
  return (
    <Section
      title="Signing"
      description={`Every request is signed with the secret of ${workspaceName}, which all its bridges share. Verify a request before you trust it.`}
      action={canRotate && <RotateWorkspaceSecret {...workspace} />}
    >
      {overlapEndsAt && <WorkspaceOverlap {...workspace} overlapEndsAt={overlapEndsAt} canRotate={canRotate} />}
      <BridgeSigningFacts signing={signing} />
    </Section>
  );
}
