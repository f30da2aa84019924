import { Section } from "@/components/ui/section";
import type { SigningView } from "@/lib/bridges/signing-view";
import { OverlapBanner } from "./overlap-banner";
import { RotateDialog } from "./rotate-dialog";
import { SigningFacts } from "./signing-facts";

type SigningSectionProps = { signing: SigningView; workspaceName: string };

/** How a bridge's requests are signed, and the rotation of the workspace's secret. */
export function SigningSection({ signing, workspaceName }: SigningSectionProps) {
  const { workspaceId, overlapEndsAt, canRotate } = signing;
  return (
    <Section
      title="Signing"
      description={`Every request is signed with the secret of ${workspaceName}, which all its bridges share. Verify a request before you trust it.`}
      action={canRotate && <RotateDialog workspaceId={workspaceId} workspaceName={workspaceName} />}
    >
      <OverlapBanner
        workspaceId={workspaceId}
        workspaceName={workspaceName}
        overlapEndsAt={overlapEndsAt}
        canRotate={canRotate}
      />
      <SigningFacts signing={signing} />
    </Section>
  );
}
