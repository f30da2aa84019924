"use client";

import { Button } from "@heroui/react";
import { Plus } from "lucide-react";
import { useState } from "react";
import { Dialog } from "@/components/ui/dialog";
import { SecretOnce } from "@/components/ui/secret-once";
import { ApiKeyFields } from "./api-key-fields";

type CreateApiKeyProps = { workspaces: readonly { id: string; name: string }[] };

/** Makes a key and shows it this once; the dialog that shows it closes only by its button. */
export function CreateApiKey({ workspaces }: CreateApiKeyProps) {
  const [open, setOpen] = useState(false);
  const [key, setKey] = useState<string>();

  function close() {
    setOpen(false);
    setKey(undefined);
  }

  return (
    <>
      <Button onPress={() => setOpen(true)}>
        <Plus aria-hidden="true" /> Create API key
      </Button>
      <Dialog
        title={key ? "Copy the key now" : "Create API key"}
        description={
          key
            ? "It is shown this once and stored only as a hash. Keep it where your secrets are."
            : "For a program that publishes events or manages webhooks."
        }
        isOpen={open}
        onOpenChange={(next) => (next ? setOpen(true) : close())}
        isDismissable={key === undefined}
      >
        {key ? (
          <div className="flex flex-col gap-4">
            <SecretOnce label="API key" value={key} />
            <div className="flex justify-end">
              <Button onPress={close}>Done</Button>
            </div>
          </div>
        ) : (
          <ApiKeyFields workspaces={workspaces} onCreated={setKey} onCancel={close} />
        )}
      </Dialog>
    </>
  );
}
