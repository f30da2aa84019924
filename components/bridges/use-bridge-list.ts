"use client";

import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import type { BridgeList } from "@/lib/bridges/list";
import { BRIDGES_KEY } from "./use-bridge-commands";

const REFRESH_MS = 10_000;

/** A workspace's bridges, kept fresh while the page is looked at. `initial` is the first page without a search, as the server rendered it. */
export function useBridgeList(workspaceId: string, search: string, initial: BridgeList) {
  return useInfiniteQuery({
    queryKey: [BRIDGES_KEY, workspaceId, search],
    queryFn: ({ pageParam, signal }) => fetchPage(workspaceId, search, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
    initialData: search === "" ? { pages: [initial], pageParams: [null] } : undefined,
    placeholderData: keepPreviousData,
    refetchInterval: REFRESH_MS,
  });
}

async function fetchPage(workspaceId: string, search: string, cursor: string | null, signal: AbortSignal) {
  const query = new URLSearchParams({ workspaceId });
  if (search) query.set("search", search);
  if (cursor) query.set("cursor", cursor);
  const response = await fetch(`/api/ui/bridges?${query}`, { signal });
  if (!response.ok) throw new Error(`The list of bridges answered ${response.status}.`);
  return (await response.json()) as BridgeList;
}
