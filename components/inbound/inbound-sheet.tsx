"use client";

import { LoadFailure } from "@/components/ui/fetch-json";
import { LoadError } from "@/components/ui/load-error";
import { SideSheet } from "@/components/ui/side-sheet";
import { SkeletonRows } from "@/components/ui/skeleton-rows";
import { InboundView } from "./inbound-view";
import { useInbound } from "./use-inbound";

type InboundSheetProps = { inboundId: string | null; mayManage: boolean; close: () => void };

/** One inbound event over the list. */
export function InboundSheet({ inboundId, mayManage, close }: InboundSheetProps) {
  return (
    <SideSheet title="Inbound event" openId={inboundId} close={close}>
      {(shown) => <SheetContent key={shown} inboundId={shown} mayManage={mayManage} />}
    </SideSheet>
  );
}

function SheetContent({ inboundId, mayManage }: { inboundId: string; mayManage: boolean }) {
  const { data, error, refetch } = useInbound(inboundId);
  if (data) return <InboundView inbound={data} mayManage={mayManage} />;
  if (error instanceof LoadFailure && error.status === 404) {
    return <p>There is no such inbound event. They are kept for 30 days; it may have been removed since.</p>;
  }
  return error ? <LoadError onRetry={() => void refetch()} /> : <SkeletonRows rows={8} />;
}
