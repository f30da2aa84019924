"use client";

import { Button } from "@heroui/react";
import { Plus } from "lucide-react";
import { useState } from "react";
import { ActionForm } from "@/components/ui/action-form";
import { Dialog } from "@/components/ui/dialog";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextInput } from "@/components/ui/text-input";
import { toast } from "@/components/ui/toast";
import { useActionForm } from "@/components/ui/use-action-form";
import type { ActionResult } from "@/lib/actions/result";
import { createWorkspaceAction, renameWorkspaceAction } from "@/lib/people/actions/people";
import { type WorkspaceInput, workspaceInput } from "@/lib/people/people-schema";

export function CreateWorkspaceButton() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onPress={() => setOpen(true)}>
        <Plus aria-hidden="true" /> Create workspace
      </Button>
      <Dialog
        title="Create workspace"
        description="It has bridges and a signing secret of its own."
        isOpen={open}
        onOpenChange={setOpen}
      >
        <WorkspaceForm
          name=""
          verb="Create workspace"
          action={createWorkspaceAction}
          done="Workspace created"
          onClose={() => setOpen(false)}
        />
      </Dialog>
    </>
  );
}

export function RenameWorkspaceButton({ workspace }: { workspace: { id: string; name: string } }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="ghost" size="sm" aria-label={`Rename ${workspace.name}`} onPress={() => setOpen(true)}>
        Rename
      </Button>
      <Dialog title={`Rename ${workspace.name}`} isOpen={open} onOpenChange={setOpen}>
        <WorkspaceForm
          name={workspace.name}
          verb="Rename"
          action={({ name }) => renameWorkspaceAction(workspace.id, name)}
          done="Workspace renamed"
          onClose={() => setOpen(false)}
        />
      </Dialog>
    </>
  );
}

type WorkspaceFormProps = {
  name: string;
  verb: string;
  action: (input: WorkspaceInput) => Promise<ActionResult<unknown>>;
  done: string;
  onClose: () => void;
};

function WorkspaceForm({ name, verb, action, done, onClose }: WorkspaceFormProps) {
  const { form, submit, problem, errorOf, pending } = useActionForm({
    schema: workspaceInput,
    defaultValues: { name },
    action,
    onDone: () => {
      toast.success(done);
      onClose();
    },
  });
  return (
    <ActionForm onSubmit={submit} problem={problem}>
      <TextInput
        label="Name"
        autoComplete="off"
        placeholder="Marketing"
        error={errorOf("name")}
        {...form.register("name")}
      />
      <div className="flex justify-end gap-2">
        <Button variant="outline" onPress={onClose}>
          Cancel
        </Button>
        <SubmitButton pending={pending}>{verb}</SubmitButton>
      </div>
    </ActionForm>
  );
}
