"use client";

import { Button } from "@heroui/react";
import { ActionForm } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextInput } from "@/components/ui/text-input";
import { useActionForm } from "@/components/ui/use-action-form";
import { type ConnectedMcpServer, connectMcpServerAction } from "@/lib/connections/mcp/actions";
import { mcpServerCreate } from "@/lib/connections/mcp/schema";

type AddMcpFieldsProps = { onAdded: (made: ConnectedMcpServer) => void; onCancel: () => void };

export function AddMcpFields({ onAdded, onCancel }: AddMcpFieldsProps) {
  const { form, submit, problem, errorOf, pending } = useActionForm({
    schema: mcpServerCreate,
    defaultValues: { name: "", url: "", bearerToken: "" },
    action: connectMcpServerAction,
    onDone: onAdded,
  });
  return (
    <ActionForm onSubmit={submit} problem={problem}>
      <TextInput
        label="Name"
        autoComplete="off"
        placeholder="Asset library"
        error={errorOf("name")}
        {...form.register("name")}
      />
      <TextInput
        label="Server URL"
        description="Its Streamable HTTP endpoint, where “Ping the server” asks who it is."
        type="url"
        inputMode="url"
        autoComplete="off"
        spellCheck={false}
        placeholder="https://mcp.example.com/mcp"
        className="font-mono text-dense"
        error={errorOf("url")}
        {...form.register("url")}
      />
      <TextInput
        label="Token for the server (optional)"
        description="Sent to it as Authorization: Bearer, where it asks for one."
        type="password"
        autoComplete="off"
        className="font-mono text-dense"
        error={errorOf("bearerToken")}
        {...form.register("bearerToken")}
      />
      <div className="flex justify-end gap-2">
        <Button variant="outline" onPress={onCancel}>
          Cancel
        </Button>
        <SubmitButton pending={pending}>Add server</SubmitButton>
      </div>
    </ActionForm>
  );
}
