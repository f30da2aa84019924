import type { ReactNode } from "react";
import { CopyButton } from "@/components/ui/copy-button";
import { HeaderRoles } from "./header-roles";
import { type Verifier, VerifierTabs } from "./verifier-tabs";

type SigningFactsProps = {
  headerName: string;
  prefix: string;
  /** Whose secret signs: "Workspace secret". */
  secretTerm: string;
  /** The secret as far as it may be seen here. */
  secret: ReactNode;
  overlapEndsAt: string | null;
  verifiers: readonly Verifier[];
};

/** What a receiver must know to verify a destination's requests. */
export function SigningFacts(props: SigningFactsProps) {
  const { headerName, prefix, secretTerm, secret, overlapEndsAt, verifiers } = props;
  return (
    <div className="flex flex-col gap-5">
      <dl className="grid gap-x-6 gap-y-3 sm:grid-cols-[9rem_minmax(0,1fr)]">
        <Fact term="Signature header">
          <code className="font-mono text-dense">{headerName}</code>
          <CopyButton value={headerName} />
        </Fact>
        <Fact term="Prefix">
          {prefix ? (
            <>
              <code className="font-mono text-dense">{prefix}</code>
              <span className="text-muted">before the hex HMAC-SHA256 of the body</span>
            </>
          ) : (
            <span>None: the value is the hex HMAC-SHA256 of the body</span>
          )}
        </Fact>
        <Fact term={secretTerm}>{secret}</Fact>
      </dl>
      <HeaderRoles headerName={headerName} prefix={prefix} overlapping={overlapEndsAt !== null} />
      <VerifierTabs verifiers={verifiers} />
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
