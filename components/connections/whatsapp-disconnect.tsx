"use client";

import { Button } from "@heroui/react";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { toast } from "@/components/ui/toast";
import { useCommand } from "@/components/ui/use-command";
import { disconnectWhatsappAction } from "@/lib/connections/whatsapp/actions";
import type { WhatsappNumber } from "@/lib/connections/whatsapp/list";

/** Ends a number's link, once it was said what that means. */
export function DisconnectWhatsappButton({ number }: { number: WhatsappNumber }) {
  const { run } = useCommand();
  return (
    <ConfirmDialog
      title={`Disconnect ${number.name}?`}
      confirmLabel="Disconnect"
      onConfirm={async () => {
        await run({
          work: () => disconnectWhatsappAction(number.id),
          done: () => toast.success(`${number.name} is disconnected`),
          next: async () => {},
        });
      }}
      trigger={
        <Button variant="ghost" size="sm" aria-label={`Disconnect ${number.name}`}>
          Disconnect
        </Button>
      }
    >
      <p>
        Messages to it are no longer published, and those that come while it is linked to no workspace are not published
        later. What came so far stays for 30 days.
      </p>
    </ConfirmDialog>
  );
}
