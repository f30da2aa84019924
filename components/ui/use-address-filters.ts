"use client";

import { useSearchParams } from "next/navigation";
import { useState } from "react";

/** How filters are spelled in an address. */
export type FilterSpelling<Filters extends object> = {
  names: readonly (keyof Filters & string)[];
  read: (query: URLSearchParams) => Filters;
  write: (filters: Filters) => URLSearchParams;
};

/** A change of filters: what it does not name stays; what it names as undefined goes. */
export type ChangeOf<Filters extends object> = { [Name in keyof Filters]?: Filters[Name] | undefined };

/** A list's filters, kept in the page's address; while a sheet has the address, as they were before. */
export function useAddressFilters<Filters extends object>(
  { names, read, write }: FilterSpelling<Filters>,
  sheetIsOpen: boolean,
): [Filters, (change: ChangeOf<Filters>) => void] {
  const query = useSearchParams().toString();
  const [kept, setKept] = useState(query);
  if (!sheetIsOpen && kept !== query) setKept(query);
  const filters = read(new URLSearchParams(sheetIsOpen ? kept : query));

  function change(filterChange: ChangeOf<Filters>) {
    // From the address and not from what was drawn last: two quick changes both count.
    const address = new URLSearchParams(window.location.search);
    const next = { ...read(address), ...filterChange };
    for (const name of names) address.delete(name);
    for (const [name, value] of write(next)) address.set(name, value);
    // Not the router: the page stays as it is and the list loads by itself.
    window.history.replaceState(null, "", `${window.location.pathname}${address.size > 0 ? `?${address}` : ""}`);
  }
  return [filters, change];
}
