import { DAY_MS } from "@/lib/time";

/** A destination that only failed for this long, and at least so many deliveries, is disabled. */
export const FAILING_MS_MAX = 5 * DAY_MS;
export const FAILED_DELIVERIES_MIN = 20;

/** What a run of attempts, in the order in which they ended, does to a destination's health. */
export type HealthChange = {
  hadSuccess: boolean;
  /** Failures since the run's last success, or in all of it. */
  failures: number;
  firstFailureAt: Date | null;
  /** Null when none of them counts in health. */
  lastAttemptAt: Date | null;
  lastVerdict: string | null;
  /** A living host answered, if only to refuse: an open breaker closes. */
  isAlive: boolean;
  /** The last one failed as a dead host's do. */
  looksDead: boolean;
  /** An open breaker's probe failed. */
  probeFailed: boolean;
  /** The receiver asked for patience: how long, and the pace that it had shown. Null when it did not. */
  patienceMs: number | null;
  learnedIntervalMs: number | null;
};

/** An attempt as health sees it. */
export type HealthFacts = {
  verdict: "delivered" | "retry" | "permanent";
  startedAt: Date;
  /** A replay's does not: it only tells whether the destination takes something now. */
  counts: boolean;
  /** A host answered, if only to refuse. What was never sent shows a host neither alive nor dead. */
  isAlive: boolean;
  /** It failed as a dead host's attempts do. */
  isDead: boolean;
  isProbe: boolean;
  patienceMs: number | null;
  learnedIntervalMs: number | null;
};

/** Folds one more attempt into the change. Pure. */
export function foldHealth(change: HealthChange | undefined, attempt: HealthFacts): HealthChange {
  const { verdict: lastVerdict, startedAt: lastAttemptAt, isAlive, isDead, isProbe } = attempt;
  const flow = {
    isAlive: (change?.isAlive ?? false) || isAlive,
    looksDead: isDead,
    probeFailed: (change?.probeFailed ?? false) || (isProbe && isDead),
    patienceMs: attempt.patienceMs ?? change?.patienceMs ?? null,
    learnedIntervalMs: attempt.learnedIntervalMs ?? change?.learnedIntervalMs ?? null,
  };
  const before = {
    hadSuccess: change?.hadSuccess ?? false,
    failures: change?.failures ?? 0,
    firstFailureAt: change?.firstFailureAt ?? null,
    lastAttemptAt: change?.lastAttemptAt ?? null,
    lastVerdict: change?.lastVerdict ?? null,
  };
  if (!attempt.counts) return { ...flow, ...before };
  if (lastVerdict === "delivered") {
    return { ...flow, hadSuccess: true, failures: 0, firstFailureAt: null, lastAttemptAt, lastVerdict };
  }
  return {
    ...flow,
    hadSuccess: before.hadSuccess,
    failures: before.failures + 1,
    firstFailureAt: before.firstFailureAt ?? lastAttemptAt,
    lastAttemptAt,
    lastVerdict,
  };
}

/** Joins a change that could not be written with the one that came after it. Pure. */
export function joinHealth(earlier: HealthChange, later: HealthChange): HealthChange {
  return {
    ...later,
    lastAttemptAt: later.lastAttemptAt ?? earlier.lastAttemptAt,
    lastVerdict: later.lastVerdict ?? earlier.lastVerdict,
    hadSuccess: earlier.hadSuccess || later.hadSuccess,
    failures: later.hadSuccess ? later.failures : earlier.failures + later.failures,
    firstFailureAt: later.hadSuccess ? later.firstFailureAt : (earlier.firstFailureAt ?? later.firstFailureAt),
    isAlive: earlier.isAlive || later.isAlive,
    probeFailed: earlier.probeFailed || later.probeFailed,
    patienceMs: later.patienceMs ?? earlier.patienceMs,
    learnedIntervalMs: later.learnedIntervalMs ?? earlier.learnedIntervalMs,
  };
}
