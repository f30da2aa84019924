"use client";

import { Button } from "@heroui/react";
import { Link2 } from "lucide-react";
import { RelativeTime } from "@/components/ui/relative-time";
import { toast } from "@/components/ui/toast";
import type { Role } from "@/lib/context";
import { revokeInvitationAction } from "@/lib/people/actions/people";
import { ROLE_LABELS } from "./role-options";

type InvitationRowProps = {
  invitation: { id: string; email: string; role: Role; expiresAt: Date; invitedBy: string; path: string | undefined };
};

export function InvitationRow({ invitation }: InvitationRowProps) {
  const { id, email, role, expiresAt, invitedBy, path } = invitation;

  async function copy() {
    try {
      await navigator.clipboard.writeText(new URL(path ?? "/", location.origin).href);
      toast.success("Link copied", `It lets ${email} join as ${role}.`);
    } catch {
      toast.failure("Copying is not allowed here", "The browser allows it on https pages and on localhost.");
    }
  }

  async function revoke() {
    const result = await revokeInvitationAction(id);
    if (result.ok) toast.success(`The invitation of ${email} was revoked`);
    else toast.failure(result.message);
  }

  return (
    <tr>
      <td className="font-medium">{email}</td>
      <td>{ROLE_LABELS[role]}</td>
      <td className="text-muted">{invitedBy}</td>
      <td className="whitespace-nowrap text-muted">
        <RelativeTime at={expiresAt} />
      </td>
      <td className="text-end whitespace-nowrap">
        {path && (
          <>
            <Button variant="ghost" size="sm" onPress={copy} aria-label={`Copy the link for ${email}`}>
              <Link2 aria-hidden="true" /> Copy link
            </Button>
            <Button variant="ghost" size="sm" onPress={revoke} aria-label={`Revoke the invitation of ${email}`}>
              Revoke
            </Button>
          </>
        )}
      </td>
    </tr>
  );
}
