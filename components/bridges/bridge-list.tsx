"use client";

import { Button } from "@heroui/react";
import { useDeferredValue, useState } from "react";
import { DataTable } from "@/components/ui/data-table";
import { LoadError } from "@/components/ui/load-error";
import { TextInput } from "@/components/ui/text-input";
import type { BridgeList as BridgePage } from "@/lib/bridges/list";
import { BridgeCard } from "./bridge-card";
import { BRIDGE_COLUMNS, BridgeRow } from "./bridge-row";
import { BridgesEmpty } from "./bridges-empty";
import { useBridgeList } from "./use-bridge-list";

type BridgeListProps = { workspaceId: string; initial: BridgePage; canManage: boolean };

// Where the table has no room for the host's column, the host stands under the name; where it has no room at all, rows are
// cards. So the menu stays in sight.
const HOST_FOLDS = "@max-5xl:[&_tr>:nth-child(4)]:hidden";

export function BridgeList({ workspaceId, initial, canManage }: BridgeListProps) {
  const [typed, setTyped] = useState("");
  const search = useDeferredValue(typed.trim());
  const list = useBridgeList(workspaceId, search, initial);

  if (list.isError && !list.data) return <LoadError onRetry={() => void list.refetch()} />;
  const pages = list.data?.pages ?? [];
  const bridges = pages.flatMap((page) => page.bridges);
  const total = pages[0]?.total ?? initial.total;
  if (total === 0) return <BridgesEmpty canManage={canManage} />;
  return (
    <div className="flex flex-col gap-4">
      <div className="max-w-sm">
        <TextInput
          type="search"
          label={<span className="sr-only">Search bridges</span>}
          placeholder="Search by name or host"
          value={typed}
          onChange={(change) => setTyped(change.target.value)}
        />
      </div>
      {list.isError && <LoadError onRetry={() => void list.refetch()} />}
      {bridges.length === 0 ? (
        <p className="py-8 text-center text-muted">No bridge of this workspace has “{search}” in its name or host.</p>
      ) : (
        <div className="@container">
          <div className={`@max-4xl:hidden ${HOST_FOLDS}`}>
            <DataTable label="Webhook bridges" columns={BRIDGE_COLUMNS}>
              {bridges.map((bridge) => (
                <BridgeRow key={bridge.id} bridge={bridge} canManage={canManage} />
              ))}
            </DataTable>
          </div>
          <ul aria-label="Webhook bridges" className="divide-y divide-separator border-y border-separator @4xl:hidden">
            {bridges.map((bridge) => (
              <BridgeCard key={bridge.id} bridge={bridge} canManage={canManage} />
            ))}
          </ul>
        </div>
      )}
      {list.hasNextPage && (
        <Button variant="outline" isPending={list.isFetchingNextPage} onPress={() => void list.fetchNextPage()}>
          Show more
        </Button>
      )}
    </div>
  );
}
