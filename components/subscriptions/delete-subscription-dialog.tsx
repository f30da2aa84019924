"use client";

import { ConfirmDialog } from "@/components/ui/confirm-dialog";

type DeleteSubscriptionDialogProps = {
  subscription: { name: string; host: string };
  isOpen: boolean;
  onOpenChange: (open: boolean) => void;
  onConfirm: () => Promise<void>;
};

/** The host is typed and not the name: a description may be long, or hard to type. */
export function DeleteSubscriptionDialog({ subscription, ...dialog }: DeleteSubscriptionDialogProps) {
  return (
    <ConfirmDialog
      title={`Delete ${subscription.name}?`}
      confirmLabel="Delete subscription"
      tone="danger"
      typeToConfirm={subscription.host}
      {...dialog}
    >
      Events stop going there at once, deliveries that wait for a retry are cancelled, and its secret is gone. Its
      activity stays on record. This cannot be undone: a program would have to register it again.
    </ConfirmDialog>
  );
}
