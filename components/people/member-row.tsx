"use client";

import { Button } from "@heroui/react";
import { useState, useTransition } from "react";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { RelativeTime } from "@/components/ui/relative-time";
import { SelectInput } from "@/components/ui/select-input";
import { toast } from "@/components/ui/toast";
import type { Role } from "@/lib/context";
import { changeRoleAction, removeMemberAction } from "@/lib/people/actions/people";
import { ROLE_LABELS, RoleOptions } from "./role-options";

export type MemberRowProps = {
  member: { id: string; name: string; email: string; role: Role; joinedAt: Date };
  isSelf: boolean;
  /** The roles that the viewer may give; empty for a member. */
  roles: readonly Role[];
  /** Why this member cannot be changed, if so. */
  fixedBecause: string | undefined;
};

export function MemberRow({ member, isSelf, roles, fixedBecause }: MemberRowProps) {
  const [pending, startTransition] = useTransition();
  const [role, setRole] = useState(member.role);

  function changeRole(next: Role) {
    setRole(next);
    startTransition(async () => {
      const result = await changeRoleAction(member.id, next);
      if (result.ok) return toast.success(`${member.name} is ${ROLE_LABELS[next].toLowerCase()} now`);
      setRole(member.role);
      toast.failure(result.message);
    });
  }

  async function remove() {
    const result = await removeMemberAction(member.id);
    if (result.ok) toast.success(`${member.email} was removed`);
    else toast.failure(result.message);
  }

  return (
    <tr>
      <td>
        <span className="font-medium">{member.name}</span>
        {isSelf && <span className="text-muted"> (you)</span>}
        <span className="block text-muted">{member.email}</span>
      </td>
      <td className="w-36">
        {roles.length === 0 ? (
          ROLE_LABELS[member.role]
        ) : (
          <div title={fixedBecause} className="min-w-28">
            <SelectInput
              label={`Role of ${member.email}`}
              labelHidden
              value={role}
              disabled={pending || fixedBecause !== undefined}
              onChange={(change) => changeRole(change.target.value as Role)}
            >
              <RoleOptions roles={fixedBecause ? [member.role] : roles} />
            </SelectInput>
          </div>
        )}
      </td>
      <td className="whitespace-nowrap text-muted">
        <RelativeTime at={member.joinedAt} />
      </td>
      <td className="text-end">
        {roles.length > 0 && !fixedBecause && (
          <ConfirmDialog
            title={`Remove ${member.name}?`}
            confirmLabel={isSelf ? "Leave organization" : "Remove member"}
            onConfirm={remove}
            trigger={
              <Button variant="ghost" size="sm" aria-label={`Remove ${member.email}`}>
                Remove
              </Button>
            }
          >
            {member.email} loses access to this organization at once. What they made stays. They can be invited again.
          </ConfirmDialog>
        )}
      </td>
    </tr>
  );
}
