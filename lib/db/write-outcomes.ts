import { SECOND_MS } from "@/lib/time";
import { databaseTrouble } from "./trouble";

/** What this process writes all the time, and whose failure holds the product up. */
export type WriteKind = "events" | "attempts" | "inbound";

type Outcome = { failures: number; failingSince: number; failedAt: number };

/** One lock that somebody holds, or a moment's trouble, is nothing yet. */
const FAILURES_MIN = 3;
const FAILING_MS_MIN = 3 * SECOND_MS;
// A failure that old says nothing of now.
const FORGOTTEN_MS = 60 * SECOND_MS;

// Next evaluates modules once a module graph; health is asked in another one than most writes.
const shared = globalThis as typeof globalThis & { atelyaWriteOutcomes?: Map<WriteKind, Outcome> };

function outcomes(): Map<WriteKind, Outcome> {
  shared.atelyaWriteOutcomes ??= new Map();
  return shared.atelyaWriteOutcomes;
}

/** Does a write, and keeps in mind whether the database took it. Refused data and conflicts say nothing of the database. */
export async function notingWrite<T>(kind: WriteKind, write: () => Promise<T>): Promise<T> {
  try {
    const written = await write();
    outcomes().delete(kind);
    return written;
  } catch (error) {
    if (databaseTrouble(error)) noteFailure(kind);
    throw error;
  }
}

function noteFailure(kind: WriteKind): void {
  const now = performance.now();
  const known = outcomes().get(kind);
  const outcome =
    known && now - known.failedAt < FORGOTTEN_MS ? known : { failures: 0, failingSince: now, failedAt: now };
  outcomes().set(kind, { ...outcome, failures: outcome.failures + 1, failedAt: now });
}

/** The kinds of which the database has taken none for a while, several times in a row. */
export function failingWrites(): WriteKind[] {
  const now = performance.now();
  return [...outcomes()]
    .filter(
      ([, { failures, failingSince, failedAt }]) =>
        failures >= FAILURES_MIN && failedAt - failingSince >= FAILING_MS_MIN && now - failedAt < FORGOTTEN_MS,
    )
    .map(([kind]) => kind);
}
