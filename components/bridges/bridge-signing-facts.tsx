import { SigningFacts } from "@/components/signing/signing-facts";
import type { SigningView } from "@/lib/bridges/signing-view";
import { SecretReveal } from "./secret-reveal";

/** What a receiver must know to verify a bridge's requests; admins can reveal the workspace's secret. */
export function BridgeSigningFacts({ signing }: { signing: SigningView }) {
  const { headerName, prefix, overlapEndsAt, verifiers, workspaceId, masked, canReveal } = signing;
  return (
    <SigningFacts
      {...{ headerName, prefix, overlapEndsAt, verifiers }}
      secretTerm="Workspace secret"
      secret={<SecretReveal workspaceId={workspaceId} masked={masked} canReveal={canReveal} />}
    />
  );
}
