import type { ReactNode } from "react";
import { CopyButton } from "@/components/ui/copy-button";
import type { SigningView } from "@/lib/bridges/signing-view";
import { SecretReveal } from "./secret-reveal";
import { VerifierTabs } from "./verifier-tabs";

/** What a receiver must know to verify a bridge's requests. */
export function SigningFacts({ signing }: { signing: SigningView }) {
  return (
    <div className="flex flex-col gap-5">
      <dl className="grid gap-x-6 gap-y-3 sm:grid-cols-[9rem_minmax(0,1fr)]">
        <Fact term="Signature header">
          <code className="font-mono text-dense">{signing.headerName}</code>
          <CopyButton value={signing.headerName} />
        </Fact>
        <Fact term="Prefix">
          {signing.prefix ? (
            <>
              <code className="font-mono text-dense">{signing.prefix}</code>
              <span className="text-muted">before the hex HMAC-SHA256 of the body</span>
            </>
          ) : (
            <span>None: the value is the hex HMAC-SHA256 of the body</span>
          )}
        </Fact>
        <Fact term="Workspace secret">
          <SecretReveal workspaceId={signing.workspaceId} masked={signing.masked} canReveal={signing.canReveal} />
        </Fact>
      </dl>
      <VerifierTabs verifiers={signing.verifiers} />
    </div>
  );
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-dense text-muted sm:leading-8">{term}</dt>
      <dd className="flex min-h-8 flex-wrap items-center gap-2">{children}</dd>
    </>
  );
}
