"use client";

import { Button } from "@heroui/react";
import { useRouter } from "next/navigation";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { toast } from "@/components/ui/toast";
import { disconnectAccountAction } from "@/lib/oauth/actions";

type DisconnectAccountProps = { account: { id: string; name: string; providerLabel: string } };

/** Ends a connection, after asking. */
export function DisconnectAccount({ account: { id, name, providerLabel } }: DisconnectAccountProps) {
  const router = useRouter();

  async function disconnect() {
    try {
      const result = await disconnectAccountAction(id);
      if (!result.ok) toast.failure(result.message);
      else if (result.data.note) toast.failure(`${name} is disconnected here`, result.data.note);
      else toast.success(`${name} is disconnected`, `Its access at ${providerLabel} is revoked.`);
      // Without the note of how it came to be connected.
      if (result.ok) router.replace("/settings/integrations/connections");
      router.refresh();
    } catch {
      toast.failure("The server did not answer.", "It may still be connected. Look again in a moment.");
    }
  }

  return (
    <ConfirmDialog
      title={`Disconnect ${name}?`}
      confirmLabel="Disconnect"
      onConfirm={disconnect}
      trigger={
        <Button variant="outline" size="sm" aria-label={`Disconnect ${name}`}>
          Disconnect
        </Button>
      }
    >
      Its access at {providerLabel} is revoked and forgotten. Bridges that were made of it keep their URL, and may stop
      working if {providerLabel} withdraws it. To connect it again, somebody has to consent again.
    </ConfirmDialog>
  );
}
