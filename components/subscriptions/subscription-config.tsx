import { Fragment, type ReactNode } from "react";
import { RelativeTime } from "@/components/ui/relative-time";
import type { EventChoice, Subscription } from "@/lib/subscriptions/schema";
import { FilterList } from "./filter-list";

type SubscriptionConfigProps = { subscription: Subscription; workspaceNames: ReadonlyMap<string, string> };

const STATUS_WORDS = { active: "Active", paused: "Paused", disabled: "Disabled" } as const;

/** A subscription as its program registered it, for reading. */
export function SubscriptionConfig({ subscription, workspaceNames }: SubscriptionConfigProps) {
  const { disabled_reason: reason, rate_limit_per_second: rate, filter, metadata } = subscription;
  const rows: [string, ReactNode][] = [
    ["Status", `${statusWord(subscription)}${reason ? `: ${reason}` : ""}`],
    ["URL", <Mono key="url">{subscription.url}</Mono>],
    ["Description", subscription.description ?? "None"],
    ["Events", <Events key="events" events={subscription.events} workspaceNames={workspaceNames} />],
    [
      "Filter for all",
      filter ? <FilterList key="filter" {...{ filter, workspaceNames }} /> : "None: every workspace and workroom",
    ],
    ["Rate limit", rate === null ? "None" : `${rate} a second; the others wait`],
    ["Metadata", Object.keys(metadata).length > 0 ? <Metadata key="metadata" metadata={metadata} /> : "None"],
    ["Registered", <RelativeTime key="registered" at={subscription.created_at} />],
  ];
  return (
    <dl className="grid gap-x-6 gap-y-2 sm:grid-cols-[9rem_minmax(0,1fr)]">
      {rows.map(([label, value]) => (
        <Fragment key={label}>
          <dt className="text-dense text-muted">{label}</dt>
          <dd className="min-w-0 break-words max-sm:mb-2">{value}</dd>
        </Fragment>
      ))}
    </dl>
  );
}

function statusWord({ status, circuit_breaker: breaker }: Subscription): string {
  return status === "active" && breaker ? "Down: its circuit breaker is open" : STATUS_WORDS[status];
}

type EventsProps = { events: readonly EventChoice[]; workspaceNames: ReadonlyMap<string, string> };

function Events({ events, workspaceNames }: EventsProps) {
  return (
    <ul className="flex flex-col gap-1">
      {events.map((choice) => {
        const { type, filter } = typeof choice === "string" ? { type: choice, filter: undefined } : choice;
        return (
          <li key={type}>
            <Mono>{type}</Mono>
            {filter && (
              <span className="block ps-4 text-dense text-muted">
                <FilterList filter={filter} workspaceNames={workspaceNames} />
              </span>
            )}
          </li>
        );
      })}
    </ul>
  );
}

function Metadata({ metadata }: { metadata: Record<string, string> }) {
  return (
    <ul>
      {Object.entries(metadata).map(([key, value]) => (
        <li key={key} className="font-mono text-dense break-all">
          <span className="text-muted">{key}:</span> {value}
        </li>
      ))}
    </ul>
  );
}

function Mono({ children }: { children: string }) {
  return <span className="font-mono text-dense break-all">{children}</span>;
}
