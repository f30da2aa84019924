"use client";

import { ActionForm } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextInput } from "@/components/ui/text-input";
import { useActionForm } from "@/components/ui/use-action-form";
import { acceptAsNewUserAction } from "@/lib/people/actions/account";
import { acceptInvitationInput } from "@/lib/people/people-schema";

/** An invited person without an account makes one. */
export function JoinForm({ token, email }: { token: string; email: string }) {
  const { form, submit, problem, errorOf, pending } = useActionForm({
    schema: acceptInvitationInput,
    defaultValues: { name: "", password: "" },
    action: (values) => acceptAsNewUserAction(token, values),
    onDone: () => location.assign("/settings/integrations/webhooks"),
  });
  return (
    <ActionForm onSubmit={submit} problem={problem}>
      <TextInput label="E-mail" type="email" name="email" autoComplete="username" value={email} readOnly />
      <TextInput label="Your name" autoComplete="name" error={errorOf("name")} {...form.register("name")} />
      <TextInput
        label="Password"
        type="password"
        autoComplete="new-password"
        description="At least 8 characters. A few words in a row are easy to keep."
        error={errorOf("password")}
        {...form.register("password")}
      />
      <SubmitButton pending={pending} fullWidth>
        Join
      </SubmitButton>
    </ActionForm>
  );
}
