import { SigningFacts } from "@/components/signing/signing-facts";
import { Section } from "@/components/ui/section";
import { SIGNATURE_HEADER } from "@/lib/signing/header";
import { verifiers } from "@/lib/signing/verifiers";
import type { SubscriptionPage } from "@/lib/subscriptions/overview";
import { RotateSubscriptionSecret, SubscriptionOverlap } from "./subscription-rotation";

const FORM = { headerName: SIGNATURE_HEADER, prefix: "" };

type SubscriptionSigningProps = SubscriptionPage & { canManage: boolean };

/** How a subscription's requests are signed, and the rotation of its own secret. */
export function SubscriptionSigning({ summary, subscription, canManage }: SubscriptionSigningProps) {
  const { id, name } = summary;
  const overlapEndsAt = subscription.previous_secret_expires_at;
  return (
    <Section
      title="Signing"
      description="Every request is signed with this subscription’s own secret. Verify a request before you trust it."
      action={canManage && <RotateSubscriptionSecret subscription={{ id, name }} />}
    >
      {overlapEndsAt && <SubscriptionOverlap subscription={{ id, name }} {...{ overlapEndsAt, canManage }} />}
      <SigningFacts
        {...FORM}
        secretTerm="Secret"
        secret={
          <>
            <code className="font-mono text-dense break-all">{subscription.secret_hint}</code>
            <span className="text-xs text-muted">Shown whole when it was made, and never again. Lost? Rotate it.</span>
          </>
        }
        overlapEndsAt={overlapEndsAt}
        verifiers={verifiers(FORM)}
      />
    </Section>
  );
}
