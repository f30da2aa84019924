import type { ProviderView } from "@/lib/oauth/accounts";
import { AccountItem } from "./account-item";
import { ConnectLink } from "./connect-link";
import { ProviderSetup } from "./provider-setup";

/** One provider: what it is for, how to connect, and the accounts that are. */
export function ProviderCard({ provider, canManage }: { provider: ProviderView; canManage: boolean }) {
  const { id, label, purpose, isSetUp, accounts } = provider;
  const titleId = `provider-${id}`;
  return (
    <li aria-labelledby={titleId} className="rounded-lg border border-border">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3 p-4">
        <div className="min-w-0 flex-1 basis-56">
          <h3 id={titleId} className="font-medium">
            {label}
          </h3>
          <p className="text-dense text-muted">{purpose}</p>
        </div>
        {isSetUp && canManage && (
          <ConnectLink
            provider={id}
            label={accounts.length === 0 ? `Connect ${label}` : `Connect another ${label} account`}
          >
            {accounts.length === 0 ? "Connect" : "Connect another"}
          </ConnectLink>
        )}
      </div>
      {!isSetUp && <ProviderSetup provider={provider} />}
      {isSetUp && accounts.length === 0 && !canManage && (
        <p className="border-t border-separator px-4 py-3 text-dense text-muted">Nothing is connected yet.</p>
      )}
      {accounts.length > 0 && (
        <ul aria-label={`Connected at ${label}`} className="divide-y divide-separator border-t border-separator">
          {accounts.map((account) => (
            <AccountItem key={account.id} account={account} isSetUp={isSetUp} canManage={canManage} />
          ))}
        </ul>
      )}
    </li>
  );
}
