"use client";

import { OverlapBanner } from "@/components/signing/overlap-banner";
import { RotateDialog } from "@/components/signing/rotate-dialog";
import { endSubscriptionOverlapAction, rotateSubscriptionSecretAction } from "@/lib/subscriptions/actions";

type Named = { id: string; name: string };

/** Rotates a subscription's own secret, and shows the new one this once. */
export function RotateSubscriptionSecret({ subscription: { id, name } }: { subscription: Named }) {
  return (
    <RotateDialog
      ownerName={name}
      rotate={({ overlapSeconds, ...own }) =>
        rotateSubscriptionSecretAction(id, { overlap_seconds: overlapSeconds, ...own })
      }
    >
      Its deliveries are signed with the new secret at once. During the overlap the old one signs beside it, so that the
      receiver can change over without losing an event.
    </RotateDialog>
  );
}

type SubscriptionOverlapProps = { subscription: Named; overlapEndsAt: string; canManage: boolean };

export function SubscriptionOverlap({ subscription, overlapEndsAt, canManage }: SubscriptionOverlapProps) {
  const { id, name } = subscription;
  return (
    <OverlapBanner
      overlapEndsAt={overlapEndsAt}
      ownerName={name}
      endOverlap={canManage ? () => endSubscriptionOverlapAction(id) : undefined}
    />
  );
}
