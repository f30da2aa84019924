"use client";

import { Button } from "@heroui/react";
import { useRouter } from "next/navigation";
import { Banner } from "@/components/ui/banner";
import { RelativeTime } from "@/components/ui/relative-time";
import { toast } from "@/components/ui/toast";
import { useCommand } from "@/components/ui/use-command";
import { dismissMcpTroubleAction } from "@/lib/connections/mcp/actions";
import type { McpServer } from "@/lib/connections/mcp/list";

type McpTroubleProps = { server: McpServer; canManage: boolean };

/** What somebody has to fix, and what was lost. */
export function McpTrouble({ server: { id, trouble, gapAt }, canManage }: McpTroubleProps) {
  const router = useRouter();
  const { pending, run } = useCommand();
  const dismiss = () =>
    run({
      work: () => dismissMcpTroubleAction(id),
      done: () => toast.success("Noted"),
      next: async () => router.refresh(),
    });
  if (!trouble && !gapAt) return null;
  return (
    <div className="mb-5">
      <Banner tone={trouble ? "danger" : "warning"}>
        <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
          <div className="min-w-0 flex-1 basis-64 wrap-anywhere">
            {trouble && (
              <p>
                The server ended its subscription <RelativeTime at={trouble.at} />: {trouble.reason} Have it subscribe
                this endpoint again; this note goes once it has.
              </p>
            )}
            {gapAt && (
              <p>
                The server lost events on their way <RelativeTime at={gapAt} />: changes from before then may be missing
                here.
              </p>
            )}
          </div>
          {canManage && (
            <Button size="sm" variant="outline" isDisabled={pending} onPress={() => void dismiss()}>
              Dismiss
            </Button>
          )}
        </div>
      </Banner>
    </div>
  );
}
