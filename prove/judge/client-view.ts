import type { Request, Times } from "./ledger";

/** What the publisher saw from the hurt on. */
export type ClientView = {
  /** How many requests had which outcome, "no answer" among them. */
  counts: Record<string, number>;
  slowestMs: number;
  /** Counts the answers of 500 and above: all of them, those with a Retry-After, and those with a problem type of their own. */
  serverErrors: { all: number; withRetryAfter: number; withProblemType: number };
};

/** Sums up the requests that were answered, or ended without an answer, since the hurt began. */
export function clientView(requests: readonly Request[], { hurtAt }: Pick<Times, "hurtAt">): ClientView {
  const seen = requests.filter(({ at, tookMs }) => at + tookMs >= hurtAt);
  const counts: Record<string, number> = {};
  for (const { status } of seen) counts[status] = (counts[status] ?? 0) + 1;
  const errors = seen.filter(({ status }) => typeof status === "number" && status >= 500);
  return {
    counts,
    slowestMs: Math.max(0, ...seen.map(({ tookMs }) => tookMs)),
    serverErrors: {
      all: errors.length,
      withRetryAfter: errors.filter(({ hasRetryAfter }) => hasRetryAfter).length,
      // RFC 9457, 3.1.1: "about:blank" says no more than the status does.
      withProblemType: errors.filter(({ problemType }) => problemType && problemType !== "about:blank").length,
    },
  };
}

/** "202 ×412, 500 ×31, slowest 1.2 s; of 31 server errors 0 with Retry-After, 31 with a problem type" */
export function clientInWords({ counts, slowestMs, serverErrors }: ClientView): string {
  const statuses = Object.entries(counts).map(([status, count]) => `${status} ×${count}`);
  const words = `${statuses.join(", ")}, slowest ${(slowestMs / 1000).toFixed(1)} s`;
  if (serverErrors.all === 0) return words;
  const { all, withRetryAfter, withProblemType } = serverErrors;
  return `${words}; of ${all} 5xx ${withRetryAfter} with Retry-After, ${withProblemType} with a problem type`;
}
