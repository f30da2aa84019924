"use client";

import { idBelow, useSheetAddress } from "@/components/ui/use-sheet-address";

const DELIVERIES_PATH = "/settings/integrations/webhooks/deliveries/";

/** The address of one delivery. */
export function deliveryPath(deliveryId: string): string {
  return DELIVERIES_PATH + deliveryId;
}

/** The delivery that an address stands for, or null. */
export function sheetIdOf(pathname: string): string | null {
  return idBelow(DELIVERIES_PATH, pathname);
}

/** The sheet of one delivery over the log. */
export function useSheet() {
  return useSheetAddress(DELIVERIES_PATH);
}
