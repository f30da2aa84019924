"use client";

import { useEffect, useState } from "react";
import { HOUR_MS, MINUTE_MS, SECOND_MS } from "@/lib/time";

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
      className="font-medium tabular-nums"
      suppressHydrationWarning
    >
      {remaining(Math.max(0, end - now))}
    </time>
  );
}

function remaining(ms: number): string {
  const hours = Math.floor(ms / HOUR_MS);
  const minutes = Math.floor((ms % HOUR_MS) / MINUTE_MS);
  if (hours > 0) return `${hours} h ${minutes} min`;
  return `${minutes} min ${Math.floor((ms % MINUTE_MS) / SECOND_MS)} s`;
}
