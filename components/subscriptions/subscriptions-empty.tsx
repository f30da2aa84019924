import { CodeBlock } from "@/components/ui/code-block";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { Status } from "@/components/ui/status";

type SubscriptionsEmptyProps = { createCommand: string; canManage: boolean };

export function SubscriptionsEmpty({ createCommand, canManage }: SubscriptionsEmptyProps) {
  return (
    <div className="flex flex-col gap-6">
      <EmptyState
        title="No subscriptions yet"
        docsHref="/docs/webhooks"
        picture={<Picture />}
        action={canManage && <LinkButton href="/settings/developers/api-keys">Create an API key</LinkButton>}
      >
        A subscription is a webhook that a program registers for itself: it names its event types, may narrow them to
        workspaces and workrooms, and has a signing secret of its own. You will see its health and every delivery here.
      </EmptyState>
      <CodeBlock label="Register the first one from a shell" code={createCommand} />
    </div>
  );
}

function Picture() {
  return (
    <div className="w-72 rounded-lg border border-border bg-surface text-start text-xs text-muted sm:w-96">
      <div className="flex justify-between gap-4 border-b border-separator px-3 py-2">
        <Status tone="success" label="Order desk" />
        <span>2 events</span>
        <span>2 min ago</span>
      </div>
      <div className="flex justify-between gap-4 px-3 py-2">
        <Status tone="warning" label="Billing export" />
        <span>1 event</span>
        <span>retrying 3</span>
      </div>
    </div>
  );
}
