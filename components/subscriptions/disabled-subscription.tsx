"use client";

import { Button } from "@heroui/react";
import { Banner } from "@/components/ui/banner";
import { RelativeTime } from "@/components/ui/relative-time";
import type { SubscriptionSummary } from "@/lib/subscriptions/overview";
import { useSubscriptionCommands } from "./use-subscription-commands";

type DisabledSubscriptionProps = { subscription: SubscriptionSummary; canManage: boolean };

/** Why a subscription was switched off, and what brings it back. */
export function DisabledSubscription({ subscription, canManage }: DisabledSubscriptionProps) {
  const commands = useSubscriptionCommands();
  const { disabledAt, disabledReason } = subscription;
  return (
    <div className="mb-6">
      <Banner tone="danger">
        <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
          <div className="min-w-0 flex-1 basis-64">
            <p className="font-medium">
              Disabled {disabledAt && <RelativeTime at={disabledAt} />}
              {disabledReason ? `: ${disabledReason}` : "."}
            </p>
            <p>
              Fix the receiver or change the URL by API, then enable it. Events that come while it is disabled are not
              sent.
            </p>
          </div>
          {canManage && (
            <Button size="sm" isDisabled={commands.pending} onPress={() => void commands.resume(subscription)}>
              Enable
            </Button>
          )}
        </div>
      </Banner>
    </div>
  );
}
