"use client";

import { Button } from "@heroui/react";
import { ActionForm } from "@/components/ui/action-form";
import { CheckInput } from "@/components/ui/check-input";
import { FieldGroup } from "@/components/ui/field-group";
import { SelectInput } from "@/components/ui/select-input";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextInput } from "@/components/ui/text-input";
import { useActionForm } from "@/components/ui/use-action-form";
import { API_SCOPES } from "@/lib/context";
import { createApiKeyAction } from "@/lib/keys/actions/api-keys";
import { apiKeyForm } from "@/lib/keys/api-key-form-schema";
import { SCOPE_DESCRIPTIONS } from "@/lib/keys/api-key-schema";

type ApiKeyFieldsProps = {
  workspaces: readonly { id: string; name: string }[];
  onCreated: (key: string) => void;
  onCancel: () => void;
};

export function ApiKeyFields({ workspaces, onCreated, onCancel }: ApiKeyFieldsProps) {
  const { form, submit, problem, errorOf, pending } = useActionForm({
    schema: apiKeyForm,
    defaultValues: { name: "", scopes: ["events:write"], reach: "all", workspaceIds: [], lifetime: "never" },
    action: createApiKeyAction,
    onDone: ({ key }) => onCreated(key),
  });
  const { register } = form;
  const restricted = form.watch("reach") === "some";
  return (
    <ActionForm onSubmit={submit} problem={problem}>
      <TextInput
        label="Name"
        autoComplete="off"
        placeholder="Production backend"
        error={errorOf("name")}
        {...register("name")}
      />
      <FieldGroup legend="Scopes" error={errorOf("scopes")}>
        {API_SCOPES.map((scope) => (
          <CheckInput
            key={scope}
            value={scope}
            label={<code className="font-mono text-dense">{scope}</code>}
            description={SCOPE_DESCRIPTIONS[scope]}
            {...register("scopes")}
          />
        ))}
      </FieldGroup>
      <FieldGroup legend="Workspaces" error={errorOf("workspaceIds")}>
        <CheckInput kind="radio" value="all" label="All, those made later too" {...register("reach")} />
        <CheckInput kind="radio" value="some" label="Only some" {...register("reach")} />
        {restricted && (
          <div className="flex flex-col gap-2 ps-6.5">
            {workspaces.map(({ id, name }) => (
              <CheckInput key={id} value={id} label={name} {...register("workspaceIds")} />
            ))}
          </div>
        )}
      </FieldGroup>
      <SelectInput label="Expires" error={errorOf("lifetime")} {...register("lifetime")}>
        <option value="never">Never</option>
        <option value="30">In 30 days</option>
        <option value="90">In 90 days</option>
        <option value="365">In a year</option>
      </SelectInput>
      <div className="flex justify-end gap-2">
        <Button variant="outline" onPress={onCancel}>
          Cancel
        </Button>
        <SubmitButton pending={pending}>Create key</SubmitButton>
      </div>
    </ActionForm>
  );
}
