"use client";

import { usePathname } from "next/navigation";
import { type ChangeOf, useAddressFilters } from "@/components/ui/use-address-filters";
import { idBelow } from "@/components/ui/use-sheet-address";
import {
  INBOUND_FILTER_NAMES,
  type InboundFilterParams,
  readInboundFilters,
  writeInboundFilters,
} from "@/lib/inbound/log/filter-schema";
import { INBOUND_PATH } from "./inbound-address";

export type InboundFilterChange = ChangeOf<InboundFilterParams>;

/** Every filter taken away. */
export const NO_INBOUND_FILTERS: InboundFilterChange = Object.fromEntries(
  INBOUND_FILTER_NAMES.map((name) => [name, undefined]),
);

const SPELLING = { names: INBOUND_FILTER_NAMES, read: readInboundFilters, write: writeInboundFilters };

/** The page's filters, kept in its address. */
export function useInboundFilters() {
  return useAddressFilters<InboundFilterParams>(SPELLING, idBelow(INBOUND_PATH, usePathname()) !== null);
}
