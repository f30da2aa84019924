import { AppError } from "@/lib/errors";
import { logEachSecond } from "@/lib/throttled-log";
import { errorCodes, errorLinks } from "./error-codes";
import { type DatabaseTrouble, databaseTrouble, mayBeDone } from "./trouble";

const WORDS: Record<DatabaseTrouble, { sentence: string; retryAfterSeconds: number }> = {
  away: { sentence: "The database cannot be reached now.", retryAfterSeconds: 3 },
  busy: { sentence: "The database did not answer in time.", retryAfterSeconds: 2 },
  full: { sentence: "The database has no room left for now.", retryAfterSeconds: 5 },
};

// A program can repeat a request without harm; a person looks first.
const OUTCOMES = {
  program: {
    nothing: "Nothing was stored.",
    unknown: "What you sent may be stored all the same: with an Idempotency-Key, sending it again is safe.",
  },
  person: {
    nothing: "Nothing was saved, and what you typed is still here.",
    unknown: "It may be saved all the same: look before you try again.",
  },
};

/**
 * What a door answers in the place of the database's error, in words for whom it speaks to; undefined for any other error.
 * Logged once a kind and second, with the caller's reference.
 */
export function asUnavailable(
  error: unknown,
  referenceId: string,
  audience: keyof typeof OUTCOMES = "program",
): AppError | undefined {
  const trouble = databaseTrouble(error);
  if (!trouble) return undefined;
  const { sentence, retryAfterSeconds } = WORDS[trouble];
  const reason = errorLinks(error).findLast(({ message }) => typeof message === "string")?.message;
  logEachSecond(`database-${trouble}`, { codes: errorCodes(error), reason, referenceId }, sentence);
  const outcome = OUTCOMES[audience][mayBeDone(error) ? "unknown" : "nothing"];
  const message = `${sentence} ${outcome} Try again in ${retryAfterSeconds} s.`;
  return new AppError("database_unavailable", message, { retryAfterSeconds });
}
