import { LinkButton } from "@/components/ui/link-button";
import { RelativeTime } from "@/components/ui/relative-time";
import { Status } from "@/components/ui/status";
import type { AccountView } from "@/lib/oauth/accounts";
import { ConnectLink } from "./connect-link";
import { DisconnectAccount } from "./disconnect-account";

type AccountItemProps = { account: AccountView; isSetUp: boolean; canManage: boolean };

const STATES = {
  live: { tone: "success", label: "Connected" },
  late: { tone: "warning", label: "Renewing access" },
  reconnect: { tone: "danger", label: "Reconnect" },
} as const;

/** One connected account: whose it is, what it lets us do, and what can be done with it. */
export function AccountItem({ account, isSetUp, canManage }: AccountItemProps) {
  const { id, provider, providerLabel, name, channel, state } = account;
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3 px-4 py-3">
      <div className="min-w-0 flex-1 basis-72 text-dense">
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <span className="font-medium wrap-anywhere">{name}</span>
          <Status {...STATES[state]} />
        </p>
        {account.reconnectReason && <p className="text-danger">{account.reconnectReason}</p>}
        {state === "late" && <p className="text-muted">The access ran out, and {providerLabel} gave no new one yet.</p>}
        {account.scopes.length > 0 && <p className="text-muted">{account.scopes.join(" · ")}</p>}
        {account.missing.length > 0 && (
          <p>Not granted: {account.missing.join(" · ")}. Connect again and leave everything ticked.</p>
        )}
        {channel && <p className="text-muted">Posts to {channel}</p>}
        <p className="text-muted">
          Connected by {account.connectedBy ?? "somebody who has left"} <RelativeTime at={account.connectedAt} />
          {" · "}
          {account.lastUsedAt ? (
            <>
              last used <RelativeTime at={account.lastUsedAt} />
            </>
          ) : (
            "not used yet"
          )}
        </p>
      </div>
      {canManage && (
        <div className="flex flex-wrap items-center gap-2">
          {channel && state !== "reconnect" && (
            <LinkButton
              href={bridgeHref(id)}
              variant="ghost"
              size="sm"
              label={`Make a bridge to ${channel} of ${name}`}
            >
              Make a bridge
            </LinkButton>
          )}
          {isSetUp && state === "reconnect" && (
            <ConnectLink provider={provider} label={`Reconnect ${name}`} variant="primary">
              Reconnect
            </ConnectLink>
          )}
          <DisconnectAccount account={{ id, name, providerLabel }} />
        </div>
      )}
    </li>
  );
}

/** Where a bridge is made of an account's channel: the URL stays on the server. */
export function bridgeHref(connectionId: string): string {
  return `/settings/integrations/webhooks/new?${new URLSearchParams({ connection: connectionId })}`;
}
