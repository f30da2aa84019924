"use client";

import { Button } from "@heroui/react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Banner } from "@/components/ui/banner";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { toast } from "@/components/ui/toast";
import { endOverlapAction } from "@/lib/bridges/secret-actions";
import { Countdown } from "./countdown";
import { RotateDialog } from "./rotate-dialog";

type RotationProps = { workspaceId: string; workspaceName: string; overlapEndsAt: string | null; canRotate: boolean };

/** The workspace's rotation: start one, see when the old secret stops, or stop it now. */
export function Rotation({ workspaceId, workspaceName, overlapEndsAt, canRotate }: RotationProps) {
  const router = useRouter();
  const [ending, setEnding] = useState(false);

  async function endNow() {
    const result = await endOverlapAction(workspaceId).catch(() => undefined);
    if (result?.ok) toast.success("The old secret signs no more");
    else toast.failure(result?.message ?? "The server did not answer. Try again in a moment.");
    router.refresh();
  }

  return (
    <div className="flex flex-col items-start gap-3">
      {overlapEndsAt && (
        <Banner tone="info">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
            <span>
              Two secrets sign now. The old one stops in <Countdown to={overlapEndsAt} onEnd={() => router.refresh()} />
              .
            </span>
            {canRotate && (
              <Button size="sm" variant="outline" onPress={() => setEnding(true)}>
                End now
              </Button>
            )}
          </div>
        </Banner>
      )}
      {canRotate && <RotateDialog workspaceId={workspaceId} workspaceName={workspaceName} />}
      <ConfirmDialog
        title="Stop the old secret now?"
        confirmLabel="Stop the old secret"
        isOpen={ending}
        onOpenChange={setEnding}
        onConfirm={endNow}
      >
        Receivers that still verify with the old secret will refuse every delivery of {workspaceName} from now on.
      </ConfirmDialog>
    </div>
  );
}
