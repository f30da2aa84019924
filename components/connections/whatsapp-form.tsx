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
import { editWhatsappAction, linkWhatsappAction } from "@/lib/connections/whatsapp/actions";
import type { WhatsappNumber } from "@/lib/connections/whatsapp/list";
import { editWhatsappInput, linkWhatsappInput } from "@/lib/connections/whatsapp/schema";

export function LinkWhatsappButton({ workspaceId }: { workspaceId: string }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="outline" onPress={() => setOpen(true)}>
        <Plus aria-hidden="true" /> Link a number
      </Button>
      <Dialog
        title="Link a WhatsApp number"
        description="Its messages are published in this workspace from now on."
        isOpen={open}
        onOpenChange={setOpen}
      >
        <LinkForm workspaceId={workspaceId} onClose={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

export function EditWhatsappButton({ number }: { number: WhatsappNumber }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="ghost" size="sm" aria-label={`Edit ${number.name}`} onPress={() => setOpen(true)}>
        Edit
      </Button>
      <Dialog title={`Edit ${number.name}`} isOpen={open} onOpenChange={setOpen}>
        <EditForm number={number} onClose={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

function LinkForm({ workspaceId, onClose }: { workspaceId: string; onClose: () => void }) {
  const { form, submit, problem, errorOf, pending } = useActionForm({
    schema: linkWhatsappInput,
    defaultValues: { name: "", phoneNumberId: "", displayNumber: "" },
    action: (input) => linkWhatsappAction(workspaceId, input),
    onDone: (_, { name }) => {
      toast.success(`${name} is linked`);
      onClose();
    },
  });
  return (
    <ActionForm onSubmit={submit} problem={problem}>
      <TextInput
        label="Name"
        autoComplete="off"
        placeholder="Support"
        error={errorOf("name")}
        {...form.register("name")}
      />
      <TextInput
        label="Phone number ID"
        description="Digits alone. Meta shows it in the app under WhatsApp, API setup."
        inputMode="numeric"
        autoComplete="off"
        placeholder="106540352242922"
        error={errorOf("phoneNumberId")}
        {...form.register("phoneNumberId")}
      />
      <DisplayNumberInput error={errorOf("displayNumber")} {...form.register("displayNumber")} />
      <FormButtons pending={pending} verb="Link number" onClose={onClose} />
    </ActionForm>
  );
}

function EditForm({ number, onClose }: { number: WhatsappNumber; onClose: () => void }) {
  const { form, submit, problem, errorOf, pending } = useActionForm({
    schema: editWhatsappInput,
    defaultValues: { name: number.name, displayNumber: number.displayNumber ?? "" },
    action: (input) => editWhatsappAction(number.id, input),
    onDone: () => {
      toast.success("Number saved");
      onClose();
    },
  });
  return (
    <ActionForm onSubmit={submit} problem={problem}>
      <TextInput label="Name" autoComplete="off" error={errorOf("name")} {...form.register("name")} />
      <DisplayNumberInput error={errorOf("displayNumber")} {...form.register("displayNumber")} />
      <FormButtons pending={pending} verb="Save" onClose={onClose} />
    </ActionForm>
  );
}

function DisplayNumberInput(input: Omit<Parameters<typeof TextInput>[0], "label">) {
  return (
    <TextInput
      {...input}
      label="Phone number (optional)"
      description="As people dial it, to tell numbers apart here."
      inputMode="tel"
      autoComplete="off"
      placeholder="+49 30 901820"
    />
  );
}

function FormButtons({ pending, verb, onClose }: { pending: boolean; verb: string; onClose: () => void }) {
  return (
    <div className="flex justify-end gap-2">
      <Button variant="outline" onPress={onClose}>
        Cancel
      </Button>
      <SubmitButton pending={pending}>{verb}</SubmitButton>
    </div>
  );
}
