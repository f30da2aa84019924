"use client";

import { Button, Modal } from "@heroui/react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { SelectInput } from "@/components/ui/select-input";
import { TextInput } from "@/components/ui/text-input";
import { toast } from "@/components/ui/toast";
import { rotateSecretAction } from "@/lib/bridges/secret-actions";
import { DAY_MS, HOUR_MS, SECOND_MS } from "@/lib/time";

const OVERLAPS = [
  { label: "None: the old secret stops at once", ms: 0 },
  { label: "1 hour", ms: HOUR_MS },
  { label: "24 hours", ms: DAY_MS },
  { label: "3 days", ms: 3 * DAY_MS },
  { label: "7 days", ms: 7 * DAY_MS },
];

type RotateDialogProps = { workspaceId: string; workspaceName: string };

export function RotateDialog({ workspaceId, workspaceName }: RotateDialogProps) {
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const [overlapMs, setOverlapMs] = useState(DAY_MS);
  const [own, setOwn] = useState("");
  const [error, setError] = useState<string>();
  const [pending, setPending] = useState(false);

  async function rotate() {
    setPending(true);
    const secret = own.trim();
    const input = { workspaceId, overlapSeconds: overlapMs / SECOND_MS, ...(secret ? { secret } : {}) };
    const result = await rotateSecretAction(input).catch(() => undefined);
    setPending(false);
    if (!result?.ok) return setError(result?.message ?? "The server did not answer. Try again in a moment.");
    setOwn("");
    setError(undefined);
    setOpen(false);
    toast.success("A new secret signs from now on", "Reveal it here and give it to your receivers.");
    router.refresh();
  }

  return (
    <Modal isOpen={open} onOpenChange={setOpen}>
      <Button variant="outline" size="sm">
        Rotate secret
      </Button>
      <Modal.Backdrop>
        <Modal.Container size="md">
          <Modal.Dialog>
            <Modal.Header>
              <Modal.Heading>Rotate the secret of {workspaceName}?</Modal.Heading>
            </Modal.Header>
            <Modal.Body className="flex flex-col gap-4 text-foreground">
              <p>
                Every bridge of this workspace signs with the new secret at once. During the overlap the old one signs
                beside it, so that receivers can change over without losing an event.
              </p>
              <SelectInput
                label="The old secret goes on signing for"
                value={overlapMs}
                onChange={(change) => setOverlapMs(Number(change.target.value))}
              >
                {OVERLAPS.map((overlap) => (
                  <option key={overlap.ms} value={overlap.ms}>
                    {overlap.label}
                  </option>
                ))}
              </SelectInput>
              <TextInput
                label="New secret (optional)"
                description="Leave empty to have one made. Your own: whsec_ and the base64 of 24 to 64 bytes."
                autoComplete="off"
                spellCheck={false}
                className="font-mono text-dense"
                value={own}
                error={error}
                onChange={(change) => setOwn(change.target.value)}
              />
            </Modal.Body>
            <Modal.Footer>
              <Button variant="outline" isDisabled={pending} onPress={() => setOpen(false)}>
                Cancel
              </Button>
              <Button isPending={pending} onPress={rotate}>
                Rotate secret
              </Button>
            </Modal.Footer>
          </Modal.Dialog>
        </Modal.Container>
      </Modal.Backdrop>
    </Modal>
  );
}
