"use client";

import { type ReactNode, useEffect, useRef, useState } from "react";
import { Banner } from "@/components/ui/banner";
import { ClockTime } from "@/components/ui/clock-time";
import { RelativeTime } from "@/components/ui/relative-time";
import { useNow } from "@/components/ui/use-now";
import { paceInWords } from "@/lib/destinations/flow-view";
import type { LiveState } from "@/lib/destinations/live-state";
import { spanInWords } from "@/lib/time";
import { type Holdup, holdupOf, learnedPace, probeSentence, waitingWords } from "./flow-words";
import { ProbeNow } from "./probe-now";
import { useLiveState } from "./use-live-state";

type FlowNoticeProps = { destinationId: string; initial: LiveState; canManage: boolean };

/** Why a destination's deliveries wait, if they do: its receiver is down, asked for patience, or takes no more. Live. */
export function FlowNotice({ destinationId, initial, canManage }: FlowNoticeProps) {
  const live = useLiveState(destinationId, initial);
  const { breaker, heldUntil, learned } = live.flow;
  const now = useNow(live.now, Boolean(breaker || heldUntil || learned));
  const holdup = holdupOf(live, now);
  const isDown = holdup?.kind === "down";
  const [wasDown, setWasDown] = useState(isDown);
  if (isDown && !wasDown) setWasDown(true);
  const [box, onPressed] = useFocusAfter(isDown);
  const hasRecovered = wasDown && !isDown && live.state === "active";
  if (!holdup && !hasRecovered) return null;
  return (
    <div ref={box} tabIndex={-1} className="mb-6 flex flex-col gap-2 outline-none">
      {hasRecovered && <Recovered waiting={live.waiting} />}
      {holdup?.kind === "down" && (
        <Down holdup={holdup} live={live} now={now}>
          {canManage && <ProbeNow destinationId={destinationId} onPressed={onPressed} />}
        </Down>
      )}
      {holdup?.kind === "patience" && <Patience until={holdup.until} live={live} now={now} />}
      {holdup?.kind === "pace" && (
        <Banner tone="neutral">
          Sent at the pace that the receiver was seen to take, {paceInWords(holdup.intervalMs)}, until{" "}
          <ClockTime at={holdup.until} />.
        </Banner>
      )}
    </div>
  );
}

// The button goes with the trouble: whoever pressed it stays where they were.
function useFocusAfter(isDown: boolean) {
  const box = useRef<HTMLDivElement>(null);
  const wasPressed = useRef(false);
  useEffect(() => {
    if (isDown || !wasPressed.current) return;
    wasPressed.current = false;
    if (document.activeElement === document.body) box.current?.focus({ preventScroll: true });
  }, [isDown]);
  const onPressed = () => {
    wasPressed.current = true;
  };
  return [box, onPressed] as const;
}

type DownProps = { holdup: Extract<Holdup, { kind: "down" }>; live: LiveState; now: number; children: ReactNode };

function Down({ holdup, live, now, children }: DownProps) {
  return (
    <Banner tone="danger">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <div className="min-w-0 flex-1 basis-64">
          <p className="font-medium">The receiver is down: nothing is sent to it for now.</p>
          <p className="break-words">
            The circuit breaker opened <RelativeTime at={holdup.openedAt} />: {holdup.reason}
          </p>
          <Ticking>
            {waitingWords(live.waiting)} {probeSentence(live, now)}
          </Ticking>
        </div>
        {children}
      </div>
    </Banner>
  );
}

function Patience({ until, live, now }: { until: number; live: LiveState; now: number }) {
  const learned = learnedPace(live.flow, until);
  return (
    <Banner tone="warning">
      <p className="font-medium">
        Held back until <ClockTime at={new Date(until).toISOString()} />: the receiver asked for patience.
      </p>
      <Ticking>
        It answered 429 and is left alone for another {spanInWords(until - now)}. {waitingWords(live.waiting)}
      </Ticking>
      {learned && (
        <p>
          After that they leave at the pace that it was seen to take, {paceInWords(learned.intervalMs)}, until{" "}
          <ClockTime at={learned.until} />.
        </p>
      )}
    </Banner>
  );
}

function Recovered({ waiting }: { waiting: number }) {
  return (
    <Banner tone="success">
      The receiver takes deliveries again.
      {waiting > 0 && " What waited goes out little by little."}
    </Banner>
  );
}

// A timer is not read aloud each second, though it stands in a status.
function Ticking({ children }: { children: ReactNode }) {
  return (
    <p role="timer" className="tabular-nums">
      {children}
    </p>
  );
}
