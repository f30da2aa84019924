"use client";

import { Button } from "@heroui/react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { ActionForm } from "@/components/ui/action-form";
import { CheckInput } from "@/components/ui/check-input";
import { Dialog } from "@/components/ui/dialog";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextInput } from "@/components/ui/text-input";
import { toast } from "@/components/ui/toast";
import { useActionForm } from "@/components/ui/use-action-form";
import { updateMcpServerAction } from "@/lib/connections/mcp/actions";
import type { McpServer } from "@/lib/connections/mcp/list";
import { mcpServerUpdate } from "@/lib/connections/mcp/schema";

/** Changes a server's name, URL and token. Secret parts are never shown again: left empty they stay. */
export function EditMcpServer({ server }: { server: McpServer }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="outline" onPress={() => setOpen(true)}>
        Edit
      </Button>
      <Dialog title={`Edit ${server.name}`} isOpen={open} onOpenChange={setOpen}>
        <EditFields server={server} onClose={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

function EditFields({ server, onClose }: { server: McpServer; onClose: () => void }) {
  const router = useRouter();
  const { name, url, urlMasked, sendsToken } = server;
  const { form, submit, problem, errorOf, pending } = useActionForm({
    schema: mcpServerUpdate,
    defaultValues: { name, url: urlMasked ? "" : url, bearerToken: "", removeToken: false },
    action: (values) => updateMcpServerAction(server.id, values),
    onDone: () => {
      toast.success("Server saved");
      onClose();
      router.refresh();
    },
  });
  return (
    <ActionForm onSubmit={submit} problem={problem}>
      <TextInput label="Name" autoComplete="off" error={errorOf("name")} {...form.register("name")} />
      <TextInput
        label="Server URL"
        description={urlMasked ? `Leave empty to keep ${url}` : "Its Streamable HTTP endpoint."}
        type="url"
        inputMode="url"
        autoComplete="off"
        spellCheck={false}
        className="font-mono text-dense"
        error={errorOf("url")}
        {...form.register("url")}
      />
      <TextInput
        label={sendsToken ? "New token for the server (optional)" : "Token for the server (optional)"}
        description={
          sendsToken
            ? "Leave empty to keep the stored one. It is typed again when the URL’s host changes."
            : "Sent to it as Authorization: Bearer, where it asks for one."
        }
        type="password"
        autoComplete="off"
        className="font-mono text-dense"
        error={errorOf("bearerToken")}
        {...form.register("bearerToken")}
      />
      {sendsToken && <CheckInput label="Remove the stored token" {...form.register("removeToken")} />}
      <div className="flex justify-end gap-2">
        <Button variant="outline" onPress={onClose}>
          Cancel
        </Button>
        <SubmitButton pending={pending}>Save</SubmitButton>
      </div>
    </ActionForm>
  );
}
