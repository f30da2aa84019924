"use client";

import type { RefObject } from "react";
import { fetchJson } from "@/components/ui/fetch-json";
import { useLiveList } from "@/components/ui/use-live-list";
import { hasInboundEnded, type InboundFilterParams, writeInboundFilters } from "@/lib/inbound/log/filter-schema";
import type { InboundPage } from "@/lib/inbound/log/list";
import type { InboundStart } from "@/lib/inbound/start";

/** Every query of the list begins with this: invalidate it after a change. */
export const INBOUND_LIST_KEY = "inbound-list";

/** What came in, for some filters: live, with older pages on demand. */
export function useInboundList(start: InboundStart, filters: InboundFilterParams, top: RefObject<HTMLElement | null>) {
  const query = writeInboundFilters(filters).toString();
  return useLiveList({
    key: [INBOUND_LIST_KEY, start.workspaceId, query],
    first: writeInboundFilters(start.filters).toString() === query ? start.page : undefined,
    load: (place, signal) => {
      const asked = new URLSearchParams([...writeInboundFilters(filters), ...Object.entries(place)]);
      return fetchJson<InboundPage>(`/api/ui/inbound?${asked}`, signal);
    },
    hasEnded: ({ outcome }) => hasInboundEnded(outcome),
    top,
  });
}
