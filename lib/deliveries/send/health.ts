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
  lastAttemptAt: Date;
  lastVerdict: string;
};

/** Folds one more attempt into the change. Pure. */
export function foldHealth(
  change: HealthChange | undefined,
  attempt: { verdict: "delivered" | "retry" | "permanent"; startedAt: Date },
): HealthChange {
  const { verdict: lastVerdict, startedAt: lastAttemptAt } = attempt;
  if (lastVerdict === "delivered") {
    return { hadSuccess: true, failures: 0, firstFailureAt: null, lastAttemptAt, lastVerdict };
  }
  return {
    hadSuccess: change?.hadSuccess ?? false,
    failures: (change?.failures ?? 0) + 1,
    firstFailureAt: change?.firstFailureAt ?? lastAttemptAt,
    lastAttemptAt,
    lastVerdict,
  };
}
