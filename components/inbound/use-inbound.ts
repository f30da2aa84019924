"use client";

import { useQuery } from "@tanstack/react-query";
import { fetchJson, LoadFailure } from "@/components/ui/fetch-json";
import { hasInboundEnded } from "@/lib/inbound/log/filter-schema";
import type { InboundDetail } from "@/lib/inbound/log/get";

const POLL_MS = 2_000;

/** Every query of one inbound event begins with this: invalidate it after a change. */
export const INBOUND_KEY = "inbound";

/** One inbound event, live until it has ended. */
export function useInbound(inboundId: string, initial?: InboundDetail) {
  return useQuery({
    queryKey: [INBOUND_KEY, inboundId],
    queryFn: ({ signal }) => fetchJson<InboundDetail>(`/api/ui/inbound/${inboundId}`, signal),
    ...(initial ? { initialData: initial } : {}),
    refetchInterval: ({ state }) => (state.data && hasInboundEnded(state.data.outcome) ? false : POLL_MS),
    retry: (failures, error) => failures < 1 && !(error instanceof LoadFailure && error.status === 404),
  });
}
