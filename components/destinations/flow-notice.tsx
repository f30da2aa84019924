"use client";

import { useEffect, useRef, useState } from "react";
import { Banner } from "@/components/ui/banner";
import { ClockTime } from "@/components/ui/clock-time";
import { Ticking } from "@/components/ui/ticking";
import { useNow } from "@/components/ui/use-now";
import { paceInWords } from "@/lib/destinations/flow-view";
import type { LiveState } from "@/lib/destinations/live-state";
import { spanInWords } from "@/lib/time";
import { DownNotice } from "./down-notice";
import { holdupOf, learnedPace, pausedWords, waitingWords } from "./flow-words";
import { ProbeNow } from "./probe-now";
import { useFollowedState } from "./use-live-state";

type FlowNoticeProps = { destinationId: string; initial: LiveState; canManage: boolean };

/** Why a destination's deliveries wait, if they do: it is paused, or its receiver is down, asked for time, or accepts no more. Live. */
export function FlowNotice({ destinationId, initial, canManage }: FlowNoticeProps) {
  const live = useFollowedState(destinationId, initial);
  const { breaker, heldUntil, learned } = live.flow;
  const now = useNow(live.now, Boolean(breaker || heldUntil || learned));
  const holdup = holdupOf(live, now);
  const isDown = holdup?.kind === "down";
  const wasDown = useWasDown(isDown, live.state === "active");
  const [box, onPressed] = useFocusAfter(isDown);
  const hasRecovered = wasDown && !isDown;
  if (!holdup && !hasRecovered) return null;
  return (
    <div ref={box} tabIndex={-1} className="mb-6 flex flex-col gap-2 outline-none">
      {hasRecovered && <Recovered waiting={live.waiting} />}
      {holdup?.kind === "down" && (
        <DownNotice {...{ ...holdup, live, now }}>
          {canManage && <ProbeNow destinationId={destinationId} onPressed={onPressed} />}
        </DownNotice>
      )}
      {holdup?.kind === "paused" && <Paused since={holdup.since} waiting={live.waiting} />}
      {holdup?.kind === "patience" && <Patience until={holdup.until} live={live} now={now} />}
      {holdup?.kind === "pace" && (
        <Banner tone="neutral">
          Deliveries are sent at the pace that the receiver was seen to accept, {paceInWords(holdup.intervalMs)}, until{" "}
          <ClockTime at={holdup.until} />.
        </Banner>
      )}
    </div>
  );
}

// Whether it was down while somebody looked. A pause ends that: what a resume starts is a fresh start.
function useWasDown(isDown: boolean, isActive: boolean): boolean {
  const [wasDown, setWasDown] = useState(isDown);
  const next = isActive && (isDown || wasDown);
  if (next !== wasDown) setWasDown(next);
  return next;
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

function Paused({ since, waiting }: { since: string | null; waiting: number }) {
  return (
    <Banner tone="warning">
      <p className="font-medium">
        Paused
        {since && (
          <>
            {" "}
            since <ClockTime at={since} />
          </>
        )}
        . Nothing is sent.
      </p>
      <p>{pausedWords(waiting)}</p>
    </Banner>
  );
}

function Patience({ until, live, now }: { until: number; live: LiveState; now: number }) {
  const learned = learnedPace(live.flow, until);
  return (
    <Banner tone="warning">
      <p className="font-medium">
        Held back until <ClockTime at={new Date(until).toISOString()} />, as the receiver asked.
      </p>
      <Ticking>
        It answered 429, so nothing is sent for another {spanInWords(until - now)}. {waitingWords(live.waiting)}
      </Ticking>
      {learned && (
        <p>
          After that, deliveries are sent at the pace that it was seen to accept, {paceInWords(learned.intervalMs)},
          until <ClockTime at={learned.until} />.
        </p>
      )}
    </Banner>
  );
}

function Recovered({ waiting }: { waiting: number }) {
  return (
    <Banner tone="success">
      Deliveries are sent again.
      {waiting > 0 && " Those that waited go out little by little."}
    </Banner>
  );
}
