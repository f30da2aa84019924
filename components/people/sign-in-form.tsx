"use client";

import { ActionForm } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextInput } from "@/components/ui/text-input";
import { useActionForm } from "@/components/ui/use-action-form";
import { signInAction } from "@/lib/people/actions/account";
import { signInInput } from "@/lib/people/people-schema";

/** `next` is a path of this app, checked by the page. */
export function SignInForm({ next, email = "" }: { next: string; email?: string | undefined }) {
  const { form, submit, problem, errorOf, pending } = useActionForm({
    schema: signInInput,
    defaultValues: { email, password: "" },
    action: signInAction,
    onDone: () => location.assign(next),
  });
  return (
    <ActionForm onSubmit={submit} problem={problem}>
      <TextInput
        label="E-mail"
        type="email"
        autoComplete="username"
        error={errorOf("email")}
        {...form.register("email")}
      />
      <TextInput
        label="Password"
        type="password"
        autoComplete="current-password"
        error={errorOf("password")}
        {...form.register("password")}
      />
      <SubmitButton pending={pending} fullWidth>
        Sign in
      </SubmitButton>
    </ActionForm>
  );
}
