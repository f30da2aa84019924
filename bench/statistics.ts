/** The middle value; of an even number, the mean of the two. NaN of none. */
export function median(values: readonly number[]): number {
  return (percentile(values, 0.5, Math.floor) + percentile(values, 0.5, Math.ceil)) / 2;
}

/** The value that a share (0 to 1) of all values does not exceed. NaN of none. */
export function percentile(
  values: readonly number[],
  share: number,
  round: (position: number) => number = Math.ceil,
): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[round((sorted.length - 1) * share)] ?? Number.NaN;
}

/** "p50 4 ms  p95 11 ms  p99 19 ms" */
export function percentilesInWords(values: readonly number[]): string {
  return [0.5, 0.95, 0.99].map((share) => `p${share * 100} ${percentile(values, share).toFixed(0)} ms`).join("  ");
}
