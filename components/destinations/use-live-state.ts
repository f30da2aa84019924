"use client";

import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { fetchJson, LoadFailure } from "@/components/ui/fetch-json";
import type { LiveState } from "@/lib/destinations/live-state";

// As often as the log beside it.
const POLL_MS = 2_500;

/** How a destination stands, kept fresh while its page is looked at. `initial` is what the page was rendered with. */
export function useLiveState(destinationId: string, initial: LiveState): LiveState {
  return useLiveQuery(destinationId, initial).live;
}

/**
 * The same, for one part of each page: once the destination is paused, disabled, changed or deleted, by whomever, the
 * whole page is rendered anew.
 */
export function useFollowedState(destinationId: string, initial: LiveState): LiveState {
  const router = useRouter();
  const { live, isGone, askedAt } = useLiveQuery(destinationId, initial);
  const isOutdated = isGone || standing(live) !== standing(initial);
  // With each poll again: a page that could not be loaded anew comes with the next one.
  // biome-ignore lint/correctness/useExhaustiveDependencies: as said
  useEffect(() => {
    if (isOutdated) router.refresh();
  }, [isOutdated, askedAt, router]);
  return live;
}

function useLiveQuery(destinationId: string, initial: LiveState) {
  const query = useQuery({
    queryKey: ["live-state", destinationId],
    queryFn: ({ signal }) => fetchJson<LiveState>(`/api/ui/destinations/${destinationId}`, signal),
    initialData: initial,
    refetchInterval: POLL_MS,
    retry: (failures, error) => failures < 1 && !isNotFound(error),
    gcTime: 0,
  });
  return {
    // Once the page was rendered anew it may know better than the last poll.
    live: query.data.now > initial.now ? query.data : initial,
    isGone: isNotFound(query.error),
    askedAt: Math.max(query.dataUpdatedAt, query.errorUpdatedAt),
  };
}

// What the page shows besides its live parts.
function standing({ state, version, flow }: LiveState): string {
  return [state, version, flow.breaker !== null].join();
}

function isNotFound(error: unknown): boolean {
  return error instanceof LoadFailure && error.status === 404;
}
