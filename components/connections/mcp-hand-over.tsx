"use client";

import { Button } from "@heroui/react";
import { CodeBlock } from "@/components/ui/code-block";
import { SecretOnce } from "@/components/ui/secret-once";

type McpHandOverProps = { endpoint: string; secret: string; onDone: () => void };

/** What a new server is to be told. */
export function McpHandOver({ endpoint, secret, onDone }: McpHandOverProps) {
  return (
    <div className="flex flex-col gap-4">
      <CodeBlock label="Endpoint" code={endpoint} />
      <div className="flex flex-col gap-1">
        <span className="text-dense text-muted">Secret</span>
        <SecretOnce label="Secret" value={secret} />
      </div>
      <div className="flex justify-end">
        <Button onPress={onDone}>Done</Button>
      </div>
    </div>
  );
}
