"use client";

import { Button } from "@heroui/react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { PendingMark } from "@/components/ui/pending-mark";
import { RelativeTime } from "@/components/ui/relative-time";
import { Status } from "@/components/ui/status";
import { pingMcpServerAction } from "@/lib/connections/mcp/actions";
import type { McpPing } from "@/lib/connections/mcp/schema";

type McpPingPanelProps = { server: { id: string; ping?: McpPing | undefined }; canManage: boolean };

/** Asks the server who it is, and what came of it the last time. */
export function McpPingPanel({ server, canManage }: McpPingPanelProps) {
  const router = useRouter();
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<string>();

  async function ping() {
    if (pending) return;
    setPending(true);
    setProblem(undefined);
    const result = await pingMcpServerAction(server.id).catch(() => undefined);
    setPending(false);
    if (result?.ok) router.refresh();
    else setProblem(result?.message ?? "The app did not answer. Try again in a moment.");
  }

  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      {canManage && (
        <Button variant="outline" onPress={ping}>
          <PendingMark pending={pending} />
          Ping the server
        </Button>
      )}
      <div className="min-w-0 flex-1 basis-64 text-dense wrap-anywhere">
        <span role="status">
          {problem ? <span className="text-danger">{problem}</span> : <Outcome ping={server.ping} />}
        </span>{" "}
        {server.ping && (
          <span className="text-muted">
            · <RelativeTime at={server.ping.at} />
          </span>
        )}
      </div>
    </div>
  );
}

function Outcome({ ping }: { ping: McpPing | undefined }) {
  if (!ping) return <span className="text-muted">It was not pinged yet.</span>;
  if (!ping.ok) {
    return (
      <>
        <Status tone="danger" label="No answer" /> <span>{ping.message}</span>
      </>
    );
  }
  return (
    <>
      <Status tone="success" label={`${ping.durationMs} ms`} />{" "}
      <span className="font-medium">
        {ping.name} {ping.version}
      </span>{" "}
      <span className="text-muted">· MCP {ping.protocolVersion}</span>
    </>
  );
}
