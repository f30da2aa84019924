"use client";

import { ActionForm } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextInput } from "@/components/ui/text-input";
import { useActionForm } from "@/components/ui/use-action-form";
import { setUpAction } from "@/lib/people/actions/account";
import { setupInput } from "@/lib/people/people-schema";

/** The first visit: owner and organization in one go, signed in at the end. */
export function SetupForm() {
  const { form, submit, problem, errorOf, pending } = useActionForm({
    schema: setupInput,
    defaultValues: { organizationName: "", name: "", email: "", password: "" },
    action: setUpAction,
    onDone: () => location.assign("/settings/integrations/webhooks"),
  });
  const { register } = form;
  return (
    <ActionForm onSubmit={submit} problem={problem}>
      <TextInput
        label="Organization"
        autoComplete="organization"
        placeholder="Northwind"
        error={errorOf("organizationName")}
        {...register("organizationName")}
      />
      <TextInput
        label="Your name"
        autoComplete="name"
        placeholder="Ada Lovelace"
        error={errorOf("name")}
        {...register("name")}
      />
      <TextInput
        label="E-mail"
        type="email"
        autoComplete="username"
        placeholder="ada@example.com"
        error={errorOf("email")}
        {...register("email")}
      />
      <TextInput
        label="Password"
        type="password"
        autoComplete="new-password"
        description="At least 8 characters. A few words in a row are easy to keep."
        error={errorOf("password")}
        {...register("password")}
      />
      <SubmitButton pending={pending} fullWidth>
        Create owner
      </SubmitButton>
    </ActionForm>
  );
}
