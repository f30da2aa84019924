import Link from "next/link";
import { eventCountWords } from "@/components/bridges/bridge-standing";
import { BridgeStatus } from "@/components/bridges/bridge-status";
import { HealthCell } from "@/components/bridges/health-cell";
import { destinationPath } from "@/components/deliveries/destination-place";
import { DownOutcome } from "@/components/destinations/down-outcome";
import { RelativeTime } from "@/components/ui/relative-time";
import type { SubscriptionListItem } from "@/lib/subscriptions/overview";
import { filterWords } from "./filter-words";
import { SubscriptionRowMenu } from "./subscription-row-menu";

export const SUBSCRIPTION_COLUMNS = [
  "Status",
  "Subscription",
  "Events and filter",
  "Last 24 h",
  "Last outcome",
  "",
] as const;

type SubscriptionRowProps = {
  subscription: SubscriptionListItem;
  workspaceNames: ReadonlyMap<string, string>;
  canManage: boolean;
};

export function SubscriptionRow({ subscription, workspaceNames, canManage }: SubscriptionRowProps) {
  const { id, name, host, eventTypes, filters, health } = subscription;
  const filter = filterWords(filters, workspaceNames);
  return (
    <tr>
      <td>
        <BridgeStatus bridge={subscription} retrying={health.retrying} />
      </td>
      <td className="min-w-40 sm:max-w-56 py-1.5">
        <Link href={destinationPath(id)} className="block truncate font-medium hover:underline" title={name}>
          {name}
        </Link>
        {host !== name && <span className="block truncate font-mono text-xs leading-5 text-muted">{host}</span>}
      </td>
      <td className="py-1.5 sm:max-w-44" title={eventTypes.join(", ")}>
        {eventCountWords(eventTypes)}
        {filter && <span className="block truncate leading-5 text-muted">{filter}</span>}
      </td>
      <td>
        <HealthCell health={health} />
      </td>
      <td className="min-w-28 sm:max-w-44">
        <Outcome subscription={subscription} />
      </td>
      <td className="text-end">{canManage && <SubscriptionRowMenu subscription={subscription} />}</td>
    </tr>
  );
}

function Outcome({ subscription }: { subscription: SubscriptionListItem }) {
  const { state, flow, disabledReason, lastAttemptAt, health } = subscription;
  if (state === "disabled") {
    return (
      <span className="line-clamp-2" title={disabledReason ?? undefined}>
        {disabledReason ?? "Disabled"}
      </span>
    );
  }
  if (state === "active" && flow.breaker) return <DownOutcome breaker={flow.breaker} />;
  if (!lastAttemptAt) return <span className="text-muted">Nothing sent yet</span>;
  return (
    <span className="whitespace-nowrap">
      {health.retrying > 0 && `retrying ${health.retrying} · `}
      <RelativeTime at={lastAttemptAt} />
    </span>
  );
}
