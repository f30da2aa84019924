"use client";

import { usePathname } from "next/navigation";

const DELIVERIES_PATH = "/settings/integrations/webhooks/deliveries/";

/** The address of one delivery. */
export function deliveryPath(deliveryId: string): string {
  return DELIVERIES_PATH + deliveryId;
}

/** The delivery that an address stands for, or null. */
export function sheetIdOf(pathname: string): string | null {
  return pathname.startsWith(DELIVERIES_PATH) ? pathname.slice(DELIVERIES_PATH.length) || null : null;
}

/**
 * The sheet over a log: its delivery has the address, while the list stays mounted below. Loaded anew, the same address
 * is a page of its own. Closing goes one step back, so the browser's Back button closes the sheet as well.
 */
export function useSheet() {
  const openId = sheetIdOf(usePathname());
  return {
    openId,
    open: (deliveryId: string) => window.history.pushState(null, "", deliveryPath(deliveryId)),
    /** Another delivery in the same sheet: still one step from the list. */
    replace: (deliveryId: string) => window.history.replaceState(null, "", deliveryPath(deliveryId)),
    close: () => window.history.back(),
  };
}
