"use client";

import { Button } from "@heroui/react";
import { UserPlus } from "lucide-react";
import { useState } from "react";
import { ActionForm } from "@/components/ui/action-form";
import { Dialog } from "@/components/ui/dialog";
import { SecretOnce } from "@/components/ui/secret-once";
import { SelectInput } from "@/components/ui/select-input";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextInput } from "@/components/ui/text-input";
import { useActionForm } from "@/components/ui/use-action-form";
import type { Role } from "@/lib/context";
import { inviteMemberAction } from "@/lib/people/actions/people";
import { inviteInput } from "@/lib/people/people-schema";
import { RoleOptions } from "./role-options";

/** Invites by a link that the inviter passes on: the app sends no e-mail. */
export function InviteDialog({ roles }: { roles: readonly Role[] }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onPress={() => setOpen(true)}>
        <UserPlus aria-hidden="true" /> Invite member
      </Button>
      <Dialog
        title="Invite member"
        description="Makes a link that works for seven days, for this address alone. Send it to them yourself."
        isOpen={open}
        onOpenChange={setOpen}
      >
        <InviteForm roles={roles} onClose={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

function InviteForm({ roles, onClose }: { roles: readonly Role[]; onClose: () => void }) {
  const [link, setLink] = useState<{ url: string; email: string }>();
  const { form, submit, problem, errorOf, pending } = useActionForm({
    schema: inviteInput,
    defaultValues: { email: "", role: "member" },
    action: inviteMemberAction,
    onDone: ({ path }, { email }) => setLink({ url: new URL(path, location.origin).href, email }),
  });
  if (link) {
    return (
      <div className="flex flex-col gap-4">
        <p>Send this link to {link.email}. You can copy it again from the list of invitations.</p>
        <SecretOnce label="Invitation link" value={link.url} />
        <div className="flex justify-end">
          <Button onPress={onClose}>Done</Button>
        </div>
      </div>
    );
  }
  return (
    <ActionForm onSubmit={submit} problem={problem}>
      <TextInput
        label="E-mail"
        type="email"
        autoComplete="off"
        placeholder="grace@example.com"
        error={errorOf("email")}
        {...form.register("email")}
      />
      <SelectInput
        label="Role"
        description="Members read. Admins change bridges, keys and members. Owners also decide about owners."
        {...form.register("role")}
      >
        <RoleOptions roles={roles} />
      </SelectInput>
      <div className="flex justify-end gap-2">
        <Button variant="outline" onPress={onClose}>
          Cancel
        </Button>
        <SubmitButton pending={pending}>Create link</SubmitButton>
      </div>
    </ActionForm>
  );
}
