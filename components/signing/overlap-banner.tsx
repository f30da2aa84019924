"use client";

import { Button } from "@heroui/react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Banner } from "@/components/ui/banner";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { toast } from "@/components/ui/toast";
import type { ActionResult } from "@/lib/actions/result";
import { Countdown } from "./countdown";

type OverlapBannerProps = {
  /** ISO 8601. */
  overlapEndsAt: string;
  /** Whose deliveries the old secret still signs. */
  ownerName: string;
  /** Left out for readers who may not end it. */
  endOverlap?: (() => Promise<ActionResult<unknown>>) | undefined;
  /** Where the other side signs and we verify. */
  words?: OverlapWords;
};

export type OverlapWords = { now: string; ended: string; consequence: string };

/** While a rotation overlaps: when the old secret stops, and the way to stop it now. */
export function OverlapBanner({ overlapEndsAt, ownerName, endOverlap, words }: OverlapBannerProps) {
  const { now, ended, consequence } = words ?? weSign(ownerName);
  const router = useRouter();
  const [ending, setEnding] = useState(false);

  async function endNow() {
    const result = await endOverlap?.().catch(() => undefined);
    if (result?.ok) toast.success(ended);
    else toast.failure(result?.message ?? "The server did not answer. Try again in a moment.");
    router.refresh();
  }

  return (
    <div className="mb-5">
      <Banner tone="info">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
          <span>
            {now} The old one stops in <Countdown to={overlapEndsAt} onEnd={() => router.refresh()} />.
          </span>
          {endOverlap && (
            <Button size="sm" variant="outline" onPress={() => setEnding(true)}>
              End now
            </Button>
          )}
        </div>
      </Banner>
      <ConfirmDialog
        title="Stop the old secret now?"
        confirmLabel="Stop the old secret"
        isOpen={ending}
        onOpenChange={setEnding}
        onConfirm={endNow}
      >
        {consequence}
      </ConfirmDialog>
    </div>
  );
}

function weSign(ownerName: string): OverlapWords {
  return {
    now: "Two secrets sign now.",
    ended: "The old secret signs no more",
    consequence: `Receivers that still verify with the old secret will refuse every delivery of ${ownerName} from now on.`,
  };
}
