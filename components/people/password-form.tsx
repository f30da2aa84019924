"use client";

import { ActionForm } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextInput } from "@/components/ui/text-input";
import { toast } from "@/components/ui/toast";
import { useActionForm } from "@/components/ui/use-action-form";
import { changePasswordAction } from "@/lib/people/actions/account";
import { changePasswordInput } from "@/lib/people/people-schema";

/** `email` is for password managers alone. */
export function PasswordForm({ email }: { email: string }) {
  const { form, submit, problem, errorOf, pending } = useActionForm({
    schema: changePasswordInput,
    defaultValues: { currentPassword: "", newPassword: "" },
    action: changePasswordAction,
    onDone: () => {
      form.reset();
      toast.success("Password changed", "Your other sessions were signed out.");
    },
  });
  return (
    <ActionForm onSubmit={submit} problem={problem} className="max-w-sm">
      <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
      <TextInput
        label="Current password"
        type="password"
        autoComplete="current-password"
        error={errorOf("currentPassword")}
        {...form.register("currentPassword")}
      />
      <TextInput
        label="New password"
        type="password"
        autoComplete="new-password"
        description="At least 8 characters."
        error={errorOf("newPassword")}
        {...form.register("newPassword")}
      />
      <div>
        <SubmitButton pending={pending}>Change password</SubmitButton>
      </div>
    </ActionForm>
  );
}
