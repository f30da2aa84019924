"use client";

import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { type RefObject, useState } from "react";
import { advanceList, appendPage, beginList, type LiveList, type LivePage, showNewer, watchedIds } from "./live-list";

const POLL_MS = 2_500;

type LiveListOptions<Row extends { id: string }> = {
  /** Of the query: what is listed, and by which filters. */
  key: readonly unknown[];
  /** The first page, where the server has rendered it. */
  first: LivePage<Row> | undefined;
  /** One page. `place` says where it begins (`cursor`) and what is held (`after`, `watch`), for its query. */
  load: (place: Record<string, string>, signal?: AbortSignal) => Promise<LivePage<Row>>;
  hasEnded: (row: Row) => boolean;
  /** An element at the list's upper edge. */
  top: RefObject<HTMLElement | null>;
};

/** A list that follows what comes in, with older pages on demand. */
export function useLiveList<Row extends { id: string }>({ key, first, load, hasEnded, top }: LiveListOptions<Row>) {
  const client = useQueryClient();
  const [moreState, setMoreState] = useState<"idle" | "loading" | "failed">("idle");

  const query = useQuery({
    queryKey: key,
    queryFn: async ({ signal }) => {
      const held = client.getQueryData<LiveList<Row>>(key);
      const page = await load(pollParams(held, hasEnded), signal);
      // Read again: "Load more" may have added a page meanwhile.
      const current = client.getQueryData<LiveList<Row>>(key);
      return current ? advanceList(current, page, isInView(top.current)) : beginList(page);
    },
    initialData: first && (() => beginList(first)),
    // Its true age: a page from the browser's history polls at once.
    initialDataUpdatedAt: first && Date.parse(first.now),
    placeholderData: keepPreviousData,
    refetchInterval: POLL_MS,
    gcTime: 0,
    structuralSharing: false,
  });

  async function loadMore() {
    const cursor = client.getQueryData<LiveList<Row>>(key)?.nextCursor;
    if (!cursor) return;
    setMoreState("loading");
    try {
      const page = await load({ cursor });
      client.setQueryData<LiveList<Row>>(key, (list) => list && appendPage(list, page));
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
    showNewer: () => client.setQueryData<LiveList<Row>>(key, (list) => list && showNewer(list)),
    loadMore,
    moreState,
  };
}

function pollParams<Row extends { id: string }>(
  held: LiveList<Row> | undefined,
  hasEnded: (row: Row) => boolean,
): Record<string, string> {
  const newest = held?.items[0]?.id;
  const watch = held ? watchedIds(held, hasEnded).join(",") : "";
  return { ...(newest ? { after: newest } : {}), ...(watch ? { watch } : {}) };
}

// Above the window's edge: the reader has scrolled, and rows that came in there would push away what is being read.
function isInView(top: HTMLElement | null): boolean {
  return top === null || top.getBoundingClientRect().top >= 0;
}
