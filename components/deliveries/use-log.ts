"use client";

import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { type RefObject, useState } from "react";
import { type DeliveryFilterParams, writeFilterParams } from "@/lib/deliveries/filter-schema";
import type { LogPage, LogScope, LogStart } from "@/lib/deliveries/read-page";
import { fetchJson } from "./fetch-json";
import { advanceLog, appendPage, beginLog, type LogState, showNewer, watchedIds } from "./log-state";

const POLL_MS = 2_500;

/** Every query of the log begins with this: invalidate it after a change. */
export const LOG_KEY = "deliveries";

/** The log for some filters: live, with older pages on demand. `top` is an element at the list's upper edge. */
export function useLog(start: LogStart, filters: DeliveryFilterParams, top: RefObject<HTMLElement | null>) {
  const client = useQueryClient();
  const key = [LOG_KEY, start.scope, writeFilterParams(filters).toString()];
  const startsHere = writeFilterParams(start.filters).toString() === key[2];
  const [moreState, setMoreState] = useState<"idle" | "loading" | "failed">("idle");

  const query = useQuery({
    queryKey: key,
    queryFn: async ({ signal }) => {
      const held = client.getQueryData<LogState>(key);
      const page = await fetchJson<LogPage>(logPath(start.scope, filters, pollParams(held)), signal);
      // Read again: "Load more" may have added a page meanwhile.
      const current = client.getQueryData<LogState>(key);
      return current ? advanceLog(current, page, isInView(top.current)) : beginLog(page);
    },
    initialData: startsHere ? () => beginLog(start.page) : undefined,
    // Its true age: a page from the browser's history polls at once.
    initialDataUpdatedAt: Date.parse(start.page.now),
    placeholderData: keepPreviousData,
    refetchInterval: POLL_MS,
    gcTime: 0,
    structuralSharing: false,
  });

  async function loadMore() {
    const cursor = client.getQueryData<LogState>(key)?.nextCursor;
    if (!cursor) return;
    setMoreState("loading");
    try {
      const page = await fetchJson<LogPage>(logPath(start.scope, filters, { cursor }));
      client.setQueryData<LogState>(key, (state) => state && appendPage(state, page));
      setMoreState("idle");
    } catch {
      setMoreState("failed");
    }
  }

  return {
    state: query.data,
    /** The rows on the screen are those of the filters before. */
    isStale: query.isPlaceholderData,
    isError: query.isError,
    retry: () => void query.refetch(),
    showNewer: () => client.setQueryData<LogState>(key, (state) => state && showNewer(state)),
    loadMore,
    moreState,
  };
}

function pollParams(held: LogState | undefined): Record<string, string> {
  const newest = held?.items[0]?.id;
  const watch = held ? watchedIds(held).join(",") : "";
  return { ...(newest ? { after: newest } : {}), ...(watch ? { watch } : {}) };
}

function logPath(scope: LogScope, filters: DeliveryFilterParams, place: Record<string, string>): string {
  const query = writeFilterParams(filters);
  if (scope.destinationId) query.set("destination", scope.destinationId);
  for (const [name, value] of Object.entries(place)) query.set(name, value);
  return `/api/ui/deliveries?${query}`;
}

// Above the window's edge: the reader has scrolled, and rows that came in there would push away what is being read.
function isInView(top: HTMLElement | null): boolean {
  return top === null || top.getBoundingClientRect().top >= 0;
}
