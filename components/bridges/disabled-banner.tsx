"use client";

import { Button } from "@heroui/react";
import { Banner } from "@/components/ui/banner";
import { LinkButton } from "@/components/ui/link-button";
import { PendingMark } from "@/components/ui/pending-mark";
import { RelativeTime } from "@/components/ui/relative-time";
import type { BridgeSummary } from "@/lib/bridges/view";
import { useBridgeCommands } from "./use-bridge-commands";

/** Why a bridge was switched off, and the two steps that bring it back. */
export function DisabledBanner({ bridge, canManage }: { bridge: BridgeSummary; canManage: boolean }) {
  const commands = useBridgeCommands();
  return (
    <Banner tone="danger">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <div className="min-w-0 flex-1 basis-64">
          <p className="font-medium">
            Disabled {bridge.disabledAt && <RelativeTime at={bridge.disabledAt} />}
            {bridge.disabledReason ? `: ${bridge.disabledReason}` : "."}
          </p>
          <p>Fix the cause, then enable it. Events that come while it is disabled are not sent.</p>
        </div>
        {canManage && (
          <div className="flex gap-2">
            <LinkButton href={`/settings/integrations/webhooks/${bridge.id}/edit`} variant="outline" size="sm">
              Fix
            </LinkButton>
            <Button size="sm" onPress={() => void commands.enable(bridge)}>
              <PendingMark pending={commands.pending} />
              Enable
            </Button>
          </div>
        )}
      </div>
    </Banner>
  );
}
