"use client";

import { usePathname } from "next/navigation";

/** What an address below `place` ("/settings/…/") stands for, or null. */
export function idBelow(place: string, pathname: string): string | null {
  return pathname.startsWith(place) ? pathname.slice(place.length) || null : null;
}

/**
 * The sheet over a list: its thing has the address, while the list stays mounted below. Loaded anew, the same address
 * is a page of its own. Closing goes one step back, so the browser's Back button closes the sheet as well.
 */
export function useSheetAddress(place: string) {
  const openId = idBelow(place, usePathname());
  return {
    openId,
    open: (id: string) => window.history.pushState(null, "", place + id),
    /** Another one in the same sheet: still one step from the list. */
    replace: (id: string) => window.history.replaceState(null, "", place + id),
    close: () => window.history.back(),
  };
}
