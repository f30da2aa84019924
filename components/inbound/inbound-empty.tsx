import { Button } from "@heroui/react";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { ListSketch } from "@/components/ui/list-sketch";

/** In place of rows: another word where filters left none than where nothing ever came. */
export function InboundEmpty({ filtered, onClear }: { filtered: boolean; onClear: () => void }) {
  if (filtered) {
    return (
      <EmptyState
        title="Nothing that came matches these filters"
        action={
          <Button variant="outline" onPress={onClear}>
            Clear filters
          </Button>
        }
      >
        <p>What came in is kept for 30 days. Choose another provider or outcome to see more of it.</p>
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title="Nothing came in yet"
      picture={<ListSketch rows={SKETCH} />}
      docsHref="/docs/webhooks#inbound"
      action={<LinkButton href="/settings/integrations/connections">Go to connections</LinkButton>}
    >
      <p>Everything that a provider sends shows here, with what it led to. Each is given an address of this app:</p>
      <ul className="mx-auto mt-3 flex w-fit flex-col gap-1.5 text-start text-foreground">
        {ADDRESSES.map(({ whom, path }) => (
          <li key={path} className="flex flex-wrap gap-x-2">
            <span className="w-24 text-muted">{whom}</span>
            <code className="font-mono text-dense break-all">{path}</code>
          </li>
        ))}
      </ul>
    </EmptyState>
  );
}

const ADDRESSES = [
  { whom: "Stripe", path: "/api/inbound/stripe" },
  { whom: "Meta", path: "/api/inbound/whatsapp" },
  { whom: "MCP server", path: "/api/inbound/mcp/con_…" },
] as const;

const SKETCH = [
  { tone: "success", width: "w-28" },
  { tone: "neutral", width: "w-20" },
  { tone: "success", width: "w-24" },
] as const;
