"use client";

import { Modal } from "@heroui/react";
import type { ReactNode } from "react";

type DialogProps = {
  title: string;
  description?: ReactNode;
  isOpen: boolean;
  onOpenChange: (open: boolean) => void;
  children: ReactNode;
  /** Whether a click outside closes it; not while it shows what is shown only once. */
  isDismissable?: boolean;
};

/** A form or a note above the page. Focus stays inside, Escape closes, the focus goes back where it was. */
export function Dialog({ title, description, isOpen, onOpenChange, children, isDismissable = true }: DialogProps) {
  return (
    <Modal.Backdrop
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      isDismissable={isDismissable}
      isKeyboardDismissDisabled={!isDismissable}
    >
      <Modal.Container size="md" scroll="outside">
        <Modal.Dialog>
          {isDismissable && <Modal.CloseTrigger />}
          <Modal.Header>
            <Modal.Heading>{title}</Modal.Heading>
            {description && <p className="text-dense text-muted">{description}</p>}
          </Modal.Header>
          <Modal.Body className="pt-2 text-foreground">{children}</Modal.Body>
        </Modal.Dialog>
      </Modal.Container>
    </Modal.Backdrop>
  );
}
