"use client";

import { AlertDialog, Button } from "@heroui/react";
import { type ReactNode, useState } from "react";
import { PendingMark } from "./pending-mark";
import { TextInput } from "./text-input";

type ConfirmDialogProps = {
  /** Names the thing: "Delete #deliverables?" */
  title: string;
  /** What is lost. */
  children: ReactNode;
  /** The verb: "Delete bridge". */
  confirmLabel: string;
  /** The way out, where "Cancel" could be taken for the deed itself. */
  dismissLabel?: string;
  /** Runs while the button shows that it works; the dialog closes when it ends. */
  onConfirm: () => void | Promise<void>;
  tone?: "danger" | "default";
  /** A text that must be typed before the button works. */
  typeToConfirm?: string;
  /** A Button of the library. Without it the dialog is opened by `isOpen`. */
  trigger?: ReactNode;
  isOpen?: boolean;
  onOpenChange?: (open: boolean) => void;
};

export function ConfirmDialog(props: ConfirmDialogProps) {
  const {
    title,
    children,
    confirmLabel,
    dismissLabel = "Cancel",
    onConfirm,
    tone = "danger",
    typeToConfirm,
    trigger,
  } = props;
  const [ownOpen, setOwnOpen] = useState(false);
  const [typed, setTyped] = useState("");
  const [pending, setPending] = useState(false);
  const isOpen = props.isOpen ?? ownOpen;

  function setOpen(open: boolean) {
    setTyped("");
    setOwnOpen(open);
    props.onOpenChange?.(open);
  }

  async function confirm() {
    if (pending) return;
    setPending(true);
    try {
      await onConfirm();
    } finally {
      setPending(false);
      setOpen(false);
    }
  }

  const dialog = (
    <AlertDialog.Backdrop isOpen={isOpen} onOpenChange={setOpen} isKeyboardDismissDisabled={pending}>
      <AlertDialog.Container size="sm">
        <AlertDialog.Dialog>
          <AlertDialog.Header>
            <AlertDialog.Heading>{title}</AlertDialog.Heading>
          </AlertDialog.Header>
          <AlertDialog.Body className="flex flex-col gap-4 text-foreground">
            <div>{children}</div>
            {typeToConfirm && (
              <TextInput
                label={`Type ${typeToConfirm} to confirm`}
                value={typed}
                autoComplete="off"
                onChange={(change) => setTyped(change.target.value)}
              />
            )}
          </AlertDialog.Body>
          <AlertDialog.Footer>
            <Button variant="outline" isDisabled={pending} onPress={() => setOpen(false)}>
              {dismissLabel}
            </Button>
            <Button
              variant={tone === "danger" ? "danger" : "primary"}
              isDisabled={typeToConfirm !== undefined && typed !== typeToConfirm}
              onPress={confirm}
            >
              <PendingMark pending={pending} />
              {confirmLabel}
            </Button>
          </AlertDialog.Footer>
        </AlertDialog.Dialog>
      </AlertDialog.Container>
    </AlertDialog.Backdrop>
  );
  // The library's root expects a trigger among its children; without one the dialog stands by itself.
  if (!trigger) return dialog;
  return (
    <AlertDialog isOpen={isOpen} onOpenChange={setOpen}>
      {trigger}
      {dialog}
    </AlertDialog>
  );
}
