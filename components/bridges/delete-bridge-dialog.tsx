"use client";

import { ConfirmDialog } from "@/components/ui/confirm-dialog";

type DeleteBridgeDialogProps = {
  name: string;
  isOpen: boolean;
  onOpenChange: (open: boolean) => void;
  onConfirm: () => void | Promise<void>;
};

export function DeleteBridgeDialog({ name, ...dialog }: DeleteBridgeDialogProps) {
  return (
    <ConfirmDialog title={`Delete ${name}?`} confirmLabel="Delete bridge" tone="danger" {...dialog}>
      Events stop going there at once, and deliveries that wait for a retry are cancelled. Its activity stays on record.
      You can undo this for 8 seconds.
    </ConfirmDialog>
  );
}
