"use client";

import { Button } from "@heroui/react";
import { useRouter } from "next/navigation";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { toast } from "@/components/ui/toast";
import { useCommand } from "@/components/ui/use-command";
import { disconnectMcpServerAction } from "@/lib/connections/mcp/actions";
import { CONNECTIONS_PATH } from "./mcp-path";

/** Ends a server's connection, after asking. */
export function DisconnectMcpServer({ server: { id, name } }: { server: { id: string; name: string } }) {
  const router = useRouter();
  const { run } = useCommand();

  async function disconnect() {
    const done = await run({
      work: () => disconnectMcpServerAction(id),
      done: () => toast.success(`${name} is disconnected`),
      next: async () => undefined,
    });
    if (done) router.push(CONNECTIONS_PATH);
    else router.refresh();
  }

  return (
    <ConfirmDialog
      title={`Disconnect ${name}?`}
      confirmLabel="Disconnect"
      onConfirm={disconnect}
      trigger={<Button variant="danger-soft">Disconnect</Button>}
    >
      Its endpoint answers 404 from then on, and its secret is gone: adding the server again gives another endpoint and
      another secret. What it sent stays on record for 30 days.
    </ConfirmDialog>
  );
}
