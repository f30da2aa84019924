import { VerifierTabs } from "@/components/signing/verifier-tabs";
import { CodeBlock } from "@/components/ui/code-block";
import { Section } from "@/components/ui/section";
import type { Example } from "@/lib/connections/mcp/examples";
import type { McpServerPage } from "@/lib/connections/mcp/page";
import { McpOverlap, RotateMcpSecret } from "./mcp-rotation";

type McpSendingProps = McpServerPage & { examples: readonly Example[]; canManage: boolean };

/** What the server needs to know to reach us, and the rotation of its secret. */
export function McpSending(props: McpSendingProps) {
  const { server, endpoint, secretHint, overlapEndsAt, examples, canManage } = props;
  const named = { id: server.id, name: server.name };
  return (
    <Section
      title="What to give to the server"
      description="It posts JSON-RPC messages, or deliveries of MCP’s Events extension, to this endpoint: at most 60 a minute, 256 KiB each."
      action={canManage && <RotateMcpSecret server={named} />}
    >
      {overlapEndsAt && <McpOverlap server={named} {...{ overlapEndsAt, canManage }} />}
      <div className="flex flex-col gap-5">
        <CodeBlock label="Endpoint" code={endpoint} />
        <dl className="grid gap-x-6 gap-y-2 sm:grid-cols-[9rem_minmax(0,1fr)]">
          <dt className="text-dense text-muted">Secret</dt>
          <dd className="flex flex-wrap items-center gap-x-2">
            <code className="font-mono text-dense break-all">{secretHint}</code>
            <span className="text-xs text-muted">Shown whole when it was made, and never again. Lost? Rotate it.</span>
          </dd>
          <dt className="text-dense text-muted">It signs by</dt>
          <dd>
            Standard Webhooks (<code>webhook-id</code>, <code>webhook-timestamp</code>, <code>webhook-signature</code>);
            or it sends the secret itself as <code>Authorization: Bearer</code>, where it cannot sign.
          </dd>
        </dl>
        <VerifierTabs verifiers={examples} label="Example by language" />
      </div>
    </Section>
  );
}
