"use client";

import { useRef } from "react";
import { LoadError } from "@/components/ui/load-error";
import { LoadMore } from "@/components/ui/load-more";
import { NewerButton } from "@/components/ui/newer-button";
import { SkeletonRows } from "@/components/ui/skeleton-rows";
import { isFiltered } from "@/lib/deliveries/log/filter-schema";
import type { LogStart } from "@/lib/deliveries/log/read-page";
import { newerWords } from "@/lib/deliveries/log/sentence";
import { DeliveriesTable } from "./deliveries-table";
import { DeliverySheet } from "./delivery-sheet";
import { LogEmpty } from "./log-empty";
import { LogFilters } from "./log-filters";
import { useLog } from "./use-log";
import { NO_FILTERS, useLogFilters } from "./use-log-filters";
import { useSheet } from "./use-sheet";

/**
 * The log of deliveries of a workspace or of one destination: live, filtered by the page's address, each delivery a sheet
 * with an address of its own. `start` is what `startLog` read for this page.
 */
export function DeliveriesPanel({ start }: { start: LogStart }) {
  const top = useRef<HTMLDivElement>(null);
  const [filters, changeFilters] = useLogFilters();
  const log = useLog(start, filters, top);
  const sheet = useSheet();
  const { state } = log;
  const opened = state?.items.find((item) => item.id === sheet.openId);

  function showNewer() {
    log.showNewer();
    top.current?.scrollIntoView({ block: "start" });
  }

  return (
    <div className="flex flex-col gap-4">
      <LogFilters start={start} filters={filters} onChange={changeFilters} />
      {log.isError && <LoadError onRetry={log.retry} />}
      <div className="@container relative">
        <div ref={top} className="absolute -top-14" />
        {state && state.newer > 0 && <NewerButton label={newerWords(state.newer)} onPress={showNewer} />}
        {state ? (
          <div aria-busy={log.isStale} className={log.isStale ? "opacity-60" : undefined}>
            {state.items.length > 0 ? (
              <DeliveriesTable
                items={state.items}
                serverNow={state.latest.now}
                showDestination={!start.scope.destinationId}
                onOpen={sheet.open}
              />
            ) : (
              <LogEmpty filtered={isFiltered(filters)} scope={start.scope} onClear={() => changeFilters(NO_FILTERS)} />
            )}
          </div>
        ) : (
          !log.isError && <SkeletonRows rows={10} />
        )}
      </div>
      {state?.nextCursor && !log.isStale && <LoadMore state={log.moreState} onPress={log.loadMore} />}
      <DeliverySheet
        deliveryId={sheet.openId}
        known={state && opened && { delivery: opened, now: state.latest.now }}
        mayChange={start.mayChange}
        close={sheet.close}
        replace={sheet.replace}
      />
    </div>
  );
}
