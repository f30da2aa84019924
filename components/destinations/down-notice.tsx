"use client";

import type { ReactNode } from "react";
import { Banner } from "@/components/ui/banner";
import { RelativeTime } from "@/components/ui/relative-time";
import { Ticking } from "@/components/ui/ticking";
import type { LiveState } from "@/lib/destinations/live-state";
import { probeSentence, waitingWords } from "./flow-words";

type DownNoticeProps = {
  openedAt: string;
  reason: string;
  live: LiveState;
  /** Unix milliseconds. */
  now: number;
  /** What can be done about it. */
  children: ReactNode;
};

/** A receiver is down: since when and why, what the last probe found, and when the next one goes. */
export function DownNotice({ openedAt, reason, live, now, children }: DownNoticeProps) {
  const { failedProbe, waiting } = live;
  return (
    <Banner tone="danger">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <div className="min-w-0 flex-1 basis-64">
          <p className="font-medium">The receiver is down: nothing is sent to it for now.</p>
          <p className="break-words">
            The circuit breaker opened <RelativeTime at={openedAt} />: {reason}
          </p>
          {failedProbe && (
            <p className="break-words">
              The last probe failed <RelativeTime at={failedProbe.at} />
              {reason.endsWith(failedProbe.explanation) ? " in the same way." : `: ${failedProbe.explanation}`}
            </p>
          )}
          <Ticking>
            {waitingWords(waiting)} {probeSentence(live, now)}
          </Ticking>
        </div>
        {children}
      </div>
    </Banner>
  );
}
