"use client";

import { usePathname } from "next/navigation";
import { type ChangeOf, useAddressFilters } from "@/components/ui/use-address-filters";
import {
  type DeliveryFilterParams,
  deliveryFilterParams,
  readFilterParams,
  writeFilterParams,
} from "@/lib/deliveries/log/filter-schema";
import { sheetIdOf } from "./use-sheet";

/** A change of filters: what it does not name stays; what it names as undefined goes. */
export type FilterChange = ChangeOf<DeliveryFilterParams>;

const NAMES = Object.keys(deliveryFilterParams.shape) as (keyof DeliveryFilterParams)[];

/** Every filter taken away. */
export const NO_FILTERS: FilterChange = Object.fromEntries(NAMES.map((name) => [name, undefined]));

const SPELLING = { names: NAMES, read: readFilterParams, write: writeFilterParams };

/** The log's filters, kept in the page's address; while a sheet has the address, as they were before. */
export function useLogFilters() {
  return useAddressFilters<DeliveryFilterParams>(SPELLING, sheetIdOf(usePathname()) !== null);
}
