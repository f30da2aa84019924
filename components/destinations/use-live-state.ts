"use client";

import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { fetchJson } from "@/components/ui/fetch-json";
import { heldUntilOf } from "@/lib/destinations/flow-view";
import type { LiveState } from "@/lib/destinations/live-state";

const POLL_MS = 5_000;
const TROUBLED_POLL_MS = 2_000;

/**
 * How a destination stands, kept fresh while its page is looked at. `initial` is what the page was rendered by: once the
 * destination stands otherwise, the page is rendered anew.
 */
export function useLiveState(destinationId: string, initial: LiveState): LiveState {
  const router = useRouter();
  const query = useQuery({
    queryKey: ["live-state", destinationId],
    queryFn: ({ signal }) => fetchJson<LiveState>(`/api/ui/destinations/${destinationId}`, signal),
    initialData: initial,
    refetchInterval: ({ state }) => (state.data && isTroubled(state.data) ? TROUBLED_POLL_MS : POLL_MS),
    gcTime: 0,
  });
  // Once the page was rendered anew it may know better than the last poll.
  const data = query.data.now > initial.now ? query.data : initial;
  const isOutdated = data.state !== initial.state || isOpen(data) !== isOpen(initial);
  useEffect(() => {
    if (isOutdated) router.refresh();
  }, [isOutdated, router]);
  return data;
}

function isTroubled({ flow, now }: LiveState): boolean {
  return flow.breaker !== null || heldUntilOf(flow, Date.parse(now)) !== null;
}

function isOpen({ flow }: LiveState): boolean {
  return flow.breaker !== null;
}
