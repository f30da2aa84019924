"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useState } from "react";
import {
  type DeliveryFilterParams,
  deliveryFilterParams,
  readFilterParams,
  writeFilterParams,
} from "@/lib/deliveries/filter-schema";
import { sheetIdOf } from "./use-sheet";

/** A change of filters: what it does not name stays; what it names as undefined goes. */
export type FilterChange = { [Name in keyof DeliveryFilterParams]: DeliveryFilterParams[Name] | undefined };

/** Every filter taken away. */
export const NO_FILTERS: FilterChange = Object.fromEntries(
  Object.keys(deliveryFilterParams.shape).map((name) => [name, undefined]),
);

/** The log's filters, kept in the page's address; while a sheet has the address, as they were before. */
export function useLogFilters(): [DeliveryFilterParams, (change: FilterChange) => void] {
  const sheetIsOpen = sheetIdOf(usePathname()) !== null;
  const query = useSearchParams().toString();
  const [kept, setKept] = useState(query);
  if (!sheetIsOpen && kept !== query) setKept(query);
  const filters = readFilterParams(new URLSearchParams(sheetIsOpen ? kept : query));

  function change(filterChange: FilterChange) {
    // From the address and not from what was drawn last: two quick changes both count.
    const address = new URLSearchParams(window.location.search);
    const next = { ...readFilterParams(address), ...filterChange };
    for (const name of Object.keys(deliveryFilterParams.shape)) address.delete(name);
    for (const [name, value] of writeFilterParams(next)) address.set(name, value);
    // Not the router: the page stays as it is and the log loads by itself.
    window.history.replaceState(null, "", `${window.location.pathname}${address.size > 0 ? `?${address}` : ""}`);
  }
  return [filters, change];
}
