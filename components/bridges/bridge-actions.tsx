"use client";

import { Button } from "@heroui/react";
import { useState } from "react";
import { LinkButton } from "@/components/ui/link-button";
import { PendingMark } from "@/components/ui/pending-mark";
import type { BridgeSummary } from "@/lib/bridges/view";
import { DeleteBridgeDialog } from "./delete-bridge-dialog";
import { useBridgeCommands } from "./use-bridge-commands";

/** What can be done with a bridge, in its page's header. */
export function BridgeActions({ bridge }: { bridge: BridgeSummary }) {
  const commands = useBridgeCommands({ removedTo: "/settings/integrations/webhooks" });
  const [deleting, setDeleting] = useState(false);

  async function remove() {
    await commands.remove(bridge);
  }

  return (
    <>
      <LinkButton href="#test" variant="outline">
        Test
      </LinkButton>
      <LinkButton href={`/settings/integrations/webhooks/${bridge.id}/edit`} variant="outline">
        Edit
      </LinkButton>
      {bridge.state === "active" && (
        <Button variant="outline" onPress={() => void commands.pause(bridge)}>
          <PendingMark pending={commands.pending} />
          Pause
        </Button>
      )}
      {bridge.state === "paused" && (
        <Button onPress={() => void commands.resume(bridge)}>
          <PendingMark pending={commands.pending} />
          Resume
        </Button>
      )}
      <Button variant="danger-soft" isDisabled={commands.pending} onPress={() => setDeleting(true)}>
        Delete
      </Button>
      <DeleteBridgeDialog name={bridge.name} isOpen={deleting} onOpenChange={setDeleting} onConfirm={remove} />
    </>
  );
}
