import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { Status } from "@/components/ui/status";

export function BridgesEmpty({ canManage }: { canManage: boolean }) {
  return (
    <EmptyState
      title="No webhook bridges yet"
      docsHref="/docs/webhooks"
      picture={<Picture />}
      action={canManage && <LinkButton href="/settings/integrations/webhooks/new">Add webhook bridge</LinkButton>}
    >
      {canManage
        ? "A bridge sends events of this workspace, such as a completed workroom, to Slack, Salesforce, Zendesk, Intercom or your own server: signed, retried, and each attempt on record."
        : "A bridge sends events of this workspace to another tool. Owners and admins add them; you will see them and their activity here."}
    </EmptyState>
  );
}

function Picture() {
  return (
    <div className="w-72 rounded-lg border border-border bg-surface text-start text-xs text-muted sm:w-96">
      <div className="flex justify-between gap-4 border-b border-separator px-3 py-2">
        <Status tone="success" label="#deliverables" />
        <span>Slack</span>
        <span>2 min ago</span>
      </div>
      <div className="flex justify-between gap-4 px-3 py-2">
        <Status tone="warning" label="Ops CRM" />
        <span>Salesforce</span>
        <span>retrying 3</span>
      </div>
    </div>
  );
}
