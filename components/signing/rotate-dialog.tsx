"use client";

import { Button } from "@heroui/react";
import { useRouter } from "next/navigation";
import { type ReactNode, useState } from "react";
import { Dialog } from "@/components/ui/dialog";
import { SecretOnce } from "@/components/ui/secret-once";
import { toast } from "@/components/ui/toast";
import type { ActionResult } from "@/lib/actions/result";
import { RotateFields, type Rotation } from "./rotate-fields";

/** `secret` is given where it cannot be read again: the dialog then shows it, this once. */
export type Rotated = { secret?: string };

type RotateDialogProps = {
  ownerName: string;
  /** What changes for whom. */
  children: ReactNode;
  rotate: (rotation: Rotation) => Promise<ActionResult<Rotated>>;
  /** Where the other side signs and we verify. */
  words?: RotationWords;
};

export type RotationWords = { overlap: string; handOver: string };

const WE_SIGN: RotationWords = {
  overlap: "The old secret goes on signing for",
  handOver: "It signs from now on, and is shown this once. Give it to your receiver before the old one stops.",
};

/** The button that rotates a signing secret, and its dialog. */
export function RotateDialog({ ownerName, children, rotate, words = WE_SIGN }: RotateDialogProps) {
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const [secret, setSecret] = useState<string>();

  function rotated(answer: Rotated) {
    setSecret(answer.secret);
    if (answer.secret === undefined) {
      setOpen(false);
      toast.success("A new secret signs from now on", "Reveal it here and give it to your receivers.");
    }
    router.refresh();
  }

  function close() {
    setOpen(false);
    setSecret(undefined);
  }

  return (
    <>
      <Button variant="outline" size="sm" onPress={() => setOpen(true)}>
        Rotate secret
      </Button>
      <Dialog
        title={secret ? "Copy the new secret now" : `Rotate the secret of ${ownerName}?`}
        description={secret ? words.handOver : children}
        isOpen={open}
        onOpenChange={(next) => (next ? setOpen(true) : close())}
        isDismissable={secret === undefined}
      >
        {secret ? (
          <div className="flex flex-col gap-4">
            <SecretOnce label="New signing secret" value={secret} />
            <div className="flex justify-end">
              <Button onPress={close}>Done</Button>
            </div>
          </div>
        ) : (
          <RotateFields overlapLabel={words.overlap} rotate={rotate} onRotated={rotated} onCancel={close} />
        )}
      </Dialog>
    </>
  );
}
