"use client";

import { Button } from "@heroui/react";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { RelativeTime } from "@/components/ui/relative-time";
import { Status } from "@/components/ui/status";
import { toast } from "@/components/ui/toast";
import { revokeApiKeyAction } from "@/lib/keys/actions/api-keys";

type ApiKeyRowProps = {
  apiKey: {
    id: string;
    name: string;
    prefix: string;
    scopes: readonly string[];
    lastUsedAt: Date | null;
    expiresAt: Date | null;
    state: "active" | "expired";
  };
  /** The names of the workspaces it is restricted to; empty for all. */
  workspaceNames: readonly string[];
};

export function ApiKeyRow({ apiKey, workspaceNames }: ApiKeyRowProps) {
  const { id, name, prefix, scopes, lastUsedAt, expiresAt, state } = apiKey;

  async function revoke() {
    const result = await revokeApiKeyAction(id);
    if (result.ok) toast.success(`${name} was revoked`);
    else toast.failure(result.message);
  }

  return (
    <tr>
      <td>
        <span className="font-medium">{name}</span>
        <code className="block font-mono text-xs leading-5 text-muted">{prefix}…</code>
      </td>
      <td className="font-mono text-xs leading-5">
        {scopes.map((scope) => (
          <span key={scope} className="block whitespace-nowrap">
            {scope}
          </span>
        ))}
      </td>
      <td>{workspaceNames.length === 0 ? "All" : workspaceNames.join(", ")}</td>
      <td className="whitespace-nowrap text-muted">{lastUsedAt ? <RelativeTime at={lastUsedAt} /> : "Never"}</td>
      <td className="whitespace-nowrap text-muted">
        {state === "expired" && <Status tone="neutral" label="Expired" />}
        {state === "active" && (expiresAt ? <RelativeTime at={expiresAt} /> : "Never")}
      </td>
      <td className="text-end">
        <ConfirmDialog
          title={`Revoke ${name}?`}
          confirmLabel="Revoke key"
          onConfirm={revoke}
          trigger={
            <Button variant="ghost" size="sm" aria-label={`Revoke ${name}`}>
              Revoke
            </Button>
          }
        >
          Programs that use {prefix}… are refused at once. This cannot be undone.
        </ConfirmDialog>
      </td>
    </tr>
  );
}
