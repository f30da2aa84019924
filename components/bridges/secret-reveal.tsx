"use client";

import { Button } from "@heroui/react";
import { useState } from "react";
import { CopyButton } from "@/components/ui/copy-button";
import { toast } from "@/components/ui/toast";
import { revealSecretAction } from "@/lib/bridges/secret-actions";

type SecretRevealProps = { workspaceId: string; masked: string; canReveal: boolean };

/** The workspace's secret, masked until an admin asks for it; each time is recorded. */
export function SecretReveal({ workspaceId, masked, canReveal }: SecretRevealProps) {
  const [secret, setSecret] = useState<string | null>(null);
  const [pending, setPending] = useState(false);

  async function reveal() {
    setPending(true);
    try {
      const result = await revealSecretAction(workspaceId);
      if (result.ok) setSecret(result.data);
      else toast.failure(result.message);
    } catch {
      toast.failure("The server did not answer.", "Try again in a moment.");
    } finally {
      setPending(false);
    }
  }

  return (
    <div className="flex flex-wrap items-center gap-2">
      <code className="font-mono text-dense break-all">{secret ?? masked}</code>
      {secret !== null && <CopyButton value={secret} />}
      {secret !== null && (
        <Button size="sm" variant="ghost" onPress={() => setSecret(null)}>
          Hide
        </Button>
      )}
      {secret === null && canReveal && (
        <Button size="sm" variant="outline" isPending={pending} onPress={reveal}>
          Reveal
        </Button>
      )}
      {!canReveal && <span className="text-xs text-muted">Owners and admins can reveal it.</span>}
    </div>
  );
}
