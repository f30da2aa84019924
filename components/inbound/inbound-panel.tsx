"use client";

import { useRef } from "react";
import { LoadError } from "@/components/ui/load-error";
import { LoadMore } from "@/components/ui/load-more";
import { NewerButton } from "@/components/ui/newer-button";
import { SkeletonRows } from "@/components/ui/skeleton-rows";
import { useSheetAddress } from "@/components/ui/use-sheet-address";
import { writeInboundFilters } from "@/lib/inbound/log/filter-schema";
import type { InboundStart } from "@/lib/inbound/start";
import { INBOUND_PATH } from "./inbound-address";
import { InboundEmpty } from "./inbound-empty";
import { InboundFilters } from "./inbound-filters";
import { InboundSheet } from "./inbound-sheet";
import { InboundTable } from "./inbound-table";
import { newerWords } from "./outcome-words";
import { RefusedNote } from "./refused-note";
import { NO_INBOUND_FILTERS, useInboundFilters } from "./use-inbound-filters";
import { useInboundList } from "./use-inbound-list";

/** What came in: live, filtered by the page's address, each a sheet with an address of its own. */
export function InboundPanel({ start }: { start: InboundStart }) {
  const top = useRef<HTMLDivElement>(null);
  const [filters, changeFilters] = useInboundFilters();
  const list = useInboundList(start, filters, top);
  const sheet = useSheetAddress(INBOUND_PATH);
  const { state } = list;
  const isFiltered = writeInboundFilters(filters).size > 0;

  function showNewer() {
    list.showNewer();
    top.current?.scrollIntoView({ block: "start" });
  }

  return (
    <div className="flex flex-col gap-4">
      <RefusedNote refused={start.refused} />
      <InboundFilters filters={filters} onChange={changeFilters} />
      {list.isError && <LoadError onRetry={list.retry} />}
      <div className="@container relative">
        <div ref={top} className="absolute -top-14" />
        {state && state.newer > 0 && <NewerButton label={newerWords(state.newer)} onPress={showNewer} />}
        {state ? (
          <div aria-busy={list.isStale} className={list.isStale ? "opacity-60" : undefined}>
            {state.items.length > 0 ? (
              <InboundTable items={state.items} onOpen={sheet.open} />
            ) : (
              <InboundEmpty filtered={isFiltered} onClear={() => changeFilters(NO_INBOUND_FILTERS)} />
            )}
          </div>
        ) : (
          !list.isError && <SkeletonRows rows={10} />
        )}
      </div>
      {state?.nextCursor && !list.isStale && <LoadMore state={list.moreState} onPress={list.loadMore} />}
      <InboundSheet inboundId={sheet.openId} mayManage={start.mayManage} close={sheet.close} />
    </div>
  );
}
