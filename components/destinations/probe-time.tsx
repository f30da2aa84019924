"use client";

import { useEffect, useState } from "react";
import { SECOND_MS } from "@/lib/time";
import { probeWords } from "./flow-words";

/** "next probe in 24 s", counted down by the second; the exact local time on hover. */
export function ProbeTime({ at }: { at: string }) {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), SECOND_MS);
    return () => clearInterval(timer);
  }, []);
  // The server does not know the reader's clock: the browser's text is the one that counts.
  return (
    <time dateTime={at} title={new Date(at).toLocaleString()} className="whitespace-nowrap" suppressHydrationWarning>
      {probeWords(at, now)}
    </time>
  );
}
