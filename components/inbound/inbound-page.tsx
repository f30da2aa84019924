"use client";

import type { InboundDetail } from "@/lib/inbound/log/get";
import { InboundView } from "./inbound-view";
import { useInbound } from "./use-inbound";

/** One inbound event as a page of its own, live as the sheet is. */
export function InboundPage({ initial, mayManage }: { initial: InboundDetail; mayManage: boolean }) {
  const { data } = useInbound(initial.id, initial);
  return <InboundView inbound={data ?? initial} mayManage={mayManage} />;
}
