"use client";

import { useEffect, useState } from "react";
import { SECOND_MS } from "@/lib/time";
import { remainingWords } from "./remaining-words";

/** The time that is left until a moment, by the second once it is under an hour. */
export function Countdown({ to, onEnd }: { to: string; onEnd: () => void }) {
  const end = new Date(to).getTime();
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => {
      setNow(Date.now());
      if (Date.now() < end) return;
      clearInterval(timer);
      onEnd();
    }, SECOND_MS);
    return () => clearInterval(timer);
  }, [end, onEnd]);
  return (
    <time
      dateTime={to}
      title={new Date(to).toLocaleString()}
      className="font-medium whitespace-nowrap tabular-nums"
      suppressHydrationWarning
    >
      {remainingWords(Math.max(0, end - now))}
    </time>
  );
}
