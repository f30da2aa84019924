"use client";

import { useEffect, useState } from "react";
import { relativeWords } from "./relative-words";

const FINE_TICK_MS = 5_000;
const COARSE_TICK_MS = 30_000;
const FINE_BELOW_MS = 90_000;

/** A moment in relation to now, kept up to date; the exact local time and zone on hover. */
export function RelativeTime({ at }: { at: string | Date }) {
  const time = new Date(at).getTime();
  const [now, setNow] = useState(() => Date.now());

  const fine = Math.abs(now - time) < FINE_BELOW_MS;
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), fine ? FINE_TICK_MS : COARSE_TICK_MS);
    return () => clearInterval(timer);
  }, [fine]);

  // The server's clock, language and zone differ from the reader's: the browser's text is the one that counts.
  return (
    <time dateTime={new Date(time).toISOString()} title={exact(time)} suppressHydrationWarning>
      {relativeWords(time, now)}
    </time>
  );
}

function exact(time: number): string {
  return new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "long" }).format(time);
}
