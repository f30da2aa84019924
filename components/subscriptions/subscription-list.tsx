"use client";

import { useQuery } from "@tanstack/react-query";
import { CodeBlock } from "@/components/ui/code-block";
import { DataTable } from "@/components/ui/data-table";
import { fetchJson } from "@/components/ui/fetch-json";
import { LoadError } from "@/components/ui/load-error";
import type { SubscriptionListItem } from "@/lib/subscriptions/overview";
import { SUBSCRIPTION_COLUMNS, SubscriptionRow } from "./subscription-row";
import { SubscriptionsEmpty } from "./subscriptions-empty";
import { SUBSCRIPTIONS_KEY } from "./use-subscription-commands";

const REFRESH_MS = 10_000;

/** What the list's poll answers. */
export type SubscriptionsAnswer = { data: SubscriptionListItem[] };

type SubscriptionListProps = {
  initial: SubscriptionsAnswer;
  workspaces: readonly { id: string; name: string }[];
  createCommand: string;
  canManage: boolean;
};

/** The organization's subscriptions, kept fresh while the page is looked at: programs make them while one reads. */
export function SubscriptionList({ initial, workspaces, createCommand, canManage }: SubscriptionListProps) {
  const list = useQuery({
    queryKey: [SUBSCRIPTIONS_KEY],
    queryFn: ({ signal }) => fetchJson<SubscriptionsAnswer>("/api/ui/subscriptions", signal),
    initialData: initial,
    refetchInterval: REFRESH_MS,
  });
  const workspaceNames = new Map(workspaces.map(({ id, name }) => [id, name]));
  const subscriptions = list.data.data;
  return (
    <div className="flex flex-col gap-4">
      {list.isError && <LoadError onRetry={() => void list.refetch()} />}
      {subscriptions.length === 0 ? (
        <SubscriptionsEmpty createCommand={createCommand} canManage={canManage} />
      ) : (
        <>
          <DataTable label="Subscriptions" columns={SUBSCRIPTION_COLUMNS}>
            {subscriptions.map((subscription) => (
              <SubscriptionRow key={subscription.id} {...{ subscription, workspaceNames, canManage }} />
            ))}
          </DataTable>
          <details>
            <summary className="w-fit cursor-pointer rounded-sm py-1 text-dense text-muted hover:text-foreground">
              Register another one
            </summary>
            <div className="pt-2">
              <CodeBlock label="Shell" code={createCommand} />
            </div>
          </details>
        </>
      )}
    </div>
  );
}
