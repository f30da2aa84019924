"use client";

import { useEffect, useState } from "react";

const TICK_MS = 1_000;

/** The server's clock in Unix milliseconds, ticking each second while something waits. `serverNow` is its last word on it. */
export function useNow(serverNow: string, ticks: boolean): number {
  const told = Date.parse(serverNow);
  const [now, setNow] = useState(told);

  useEffect(() => {
    if (!ticks) return;
    const ahead = told - Date.now();
    const timer = setInterval(() => setNow(Date.now() + ahead), TICK_MS);
    return () => clearInterval(timer);
  }, [told, ticks]);

  return Math.max(now, told);
}
