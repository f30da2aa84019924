import { logEachSecond } from "@/lib/throttled-log";
import { SECOND_MS } from "@/lib/time";
import { databaseTrouble, LateError } from "./trouble";

/** How long a door works on a request before it answers that the database did not answer. */
export const DOOR_MS = 4.5 * SECOND_MS;

/** The same where somebody outside is asked, who may take half a minute to answer. */
export const OUTSIDE_MS = 45 * SECOND_MS;

/** Runs a part of the work, for as long as is left. */
export type Deadline = <T>(work: () => Promise<T>) => Promise<T>;

/**
 * The time that a door has for a request, over all of its parts: what is not run within it, such as a body that arrives
 * slowly, does not count. A part that takes longer goes on by itself, and its caller gets a `LateError`: where a network
 * drops packets, nothing else would ever end it. `changes` is false where there is nothing that could be stored.
 */
export function doorDeadline({ limitMs = DOOR_MS, changes = true } = {}): Deadline {
  let leftMs = limitMs;
  return async (work) => {
    const startedAt = performance.now();
    try {
      return await inTime(work(), Math.max(0, leftMs), changes);
    } finally {
      leftMs -= performance.now() - startedAt;
    }
  };
}

async function inTime<T>(work: Promise<T>, leftMs: number, changes: boolean): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      work.catch(sayLateFailure);
      logEachSecond("late-answer", { leftMs: Math.round(leftMs) }, "a request was answered before its work had ended");
      reject(new LateError(changes));
    }, leftMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

// Nobody waits for it any more. What the database did to it has been said.
function sayLateFailure(error: unknown): void {
  if (databaseTrouble(error)) return;
  logEachSecond("late-failure", { err: error }, "work failed whose caller had been answered");
}
