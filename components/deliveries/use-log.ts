"use client";

import type { RefObject } from "react";
import { fetchJson } from "@/components/ui/fetch-json";
import { useLiveList } from "@/components/ui/use-live-list";
import { type DeliveryFilterParams, writeFilterParams } from "@/lib/deliveries/log/filter-schema";
import type { LogPage, LogScope, LogStart } from "@/lib/deliveries/log/read-page";
import { hasEnded } from "@/lib/deliveries/log/wait";

/** Every query of the log begins with this: invalidate it after a change. */
export const LOG_KEY = "deliveries";

/** The log for some filters: live, with older pages on demand. `top` is an element at the list's upper edge. */
export function useLog(start: LogStart, filters: DeliveryFilterParams, top: RefObject<HTMLElement | null>) {
  const query = writeFilterParams(filters).toString();
  return useLiveList({
    key: [LOG_KEY, start.scope, query],
    first: writeFilterParams(start.filters).toString() === query ? start.page : undefined,
    load: (place, signal) => fetchJson<LogPage>(logPath(start.scope, filters, place), signal),
    hasEnded: ({ status }) => hasEnded(status),
    top,
  });
}

function logPath(scope: LogScope, filters: DeliveryFilterParams, place: Record<string, string>): string {
  const query = writeFilterParams(filters);
  if (scope.destinationId) query.set("destination", scope.destinationId);
  for (const [name, value] of Object.entries(place)) query.set(name, value);
  return `/api/ui/deliveries?${query}`;
}
