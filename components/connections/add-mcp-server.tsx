"use client";

import { Button } from "@heroui/react";
import { Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Dialog } from "@/components/ui/dialog";
import type { ConnectedMcpServer } from "@/lib/connections/mcp/actions";
import { AddMcpFields } from "./add-mcp-fields";
import { McpHandOver } from "./mcp-hand-over";
import { mcpServerPath } from "./mcp-path";

/** Adds a server and shows its secret this once; the dialog that shows it closes only by its button. */
export function AddMcpServer() {
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const [made, setMade] = useState<ConnectedMcpServer>();

  function close() {
    setOpen(false);
    if (made) router.push(mcpServerPath(made.id));
  }

  return (
    <>
      <Button onPress={() => setOpen(true)}>
        <Plus aria-hidden="true" /> Add MCP server
      </Button>
      <Dialog
        title={made ? "Give these to the server now" : "Add MCP server"}
        description={
          made
            ? "The secret is shown this once. Lost, it can only be rotated."
            : "It gets an endpoint to send to, and a secret to sign with."
        }
        isOpen={open}
        onOpenChange={(next) => (next ? setOpen(true) : close())}
        isDismissable={made === undefined}
      >
        {made ? (
          <McpHandOver endpoint={made.endpoint} secret={made.secret} onDone={close} />
        ) : (
          <AddMcpFields onAdded={setMade} onCancel={close} />
        )}
      </Dialog>
    </>
  );
}
