import { SECOND_MS } from "@/lib/time";
import { type FirstArrivals, namesOf } from "./first-arrivals";
import { p95 } from "./latency";
import type { Ledger, Times } from "./ledger";

/** How the healthy destinations did while something was hurt, and before. */
export type Others = {
  perSecond: number;
  cleanPerSecond: number;
  p95Ms: number;
  cleanP95Ms: number;
  /** The longest time without any delivery to a healthy destination, in ms. */
  silenceMs: number;
};

/** Measures them. */
export function others(ledger: Ledger, first: FirstArrivals, { cleanAt, hurtAt, healedAt }: Times): Others {
  const healthy = new Set(namesOf(ledger, "healthy"));
  const at = [...first.values()]
    .flatMap((arrivals) => [...arrivals].filter(([name]) => healthy.has(name)).map(([, time]) => time))
    .sort((a, b) => a - b);
  return {
    perSecond: rate(at, hurtAt, healedAt),
    cleanPerSecond: rate(at, cleanAt, hurtAt),
    p95Ms: p95(ledger, first, hurtAt, healedAt),
    cleanP95Ms: p95(ledger, first, cleanAt, hurtAt),
    silenceMs: longestGap([hurtAt, ...at.filter((time) => time > hurtAt && time < healedAt), healedAt]),
  };
}

function rate(times: readonly number[], from: number, to: number): number {
  return times.filter((time) => time >= from && time < to).length / ((to - from) / SECOND_MS);
}

function longestGap(times: readonly number[]): number {
  return times.slice(1).reduce((longest, time, index) => Math.max(longest, time - (times[index] ?? time)), 0);
}
