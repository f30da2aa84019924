import type { Format, Verdict } from "@/lib/formats/format";
import { ATTEMPTS_MAX, nextAttemptAt, parseRetryAfterMs, RETRY_AFTER_MS_MAX } from "./schedule";

/** Why no response came, as the tenant may know it. A refused address and a silent one are both `unreachable`. */
export type ErrorClass = "dns" | "unreachable" | "tls" | "timeout" | "reset" | "too_large" | "rejected";

/** What one HTTP request came to: an answer, or the class of what went wrong on the way. */
export type Exchange =
  | { ok: true; status: number; headers: Record<string, string>; body: string }
  | { ok: false; errorClass: ErrorClass; message: string };

/** What one attempt means for its delivery. `nextAt` is null once the delivery has ended. */
export type Outcome = {
  verdict: Verdict["kind"];
  status: "delivered" | "retrying" | "failed";
  explanation: string;
  nextAt: Date | null;
  /** The receiver said that it is gone for good: the destination takes no more. */
  disables: boolean;
  /** The receiver asked for patience (429 with Retry-After): the whole destination is held back so long. Else null. */
  patienceMs: number | null;
  /** Counts in no limit of attempts: the receiver asked for patience, or it was an open breaker's probe. */
  isSpared: boolean;
};

const TOO_MANY_REQUESTS = 429;
// The one 3xx that points nowhere: the answer to a reader's question whether its copy is still fresh (RFC 9110, 15.4.5).
const NOT_MODIFIED = 304;
const NOT_MODIFIED_WORDS =
  "The destination answered 304 Not Modified, which is for somebody who reads a page and has a copy of it. It does not say that the event was accepted: have the receiver answer 200, and take it out from behind a cache if it is behind one.";
const DEAD_CLASSES: ReadonlySet<string> = new Set(["dns", "unreachable", "tls", "timeout", "reset"]);

/** Whether a failed attempt looks like a dead host's: no connection, no answer in time, 5xx or 429. */
export function isDeadHost(attempt: { responseStatus: number | null; errorClass: string | null }): boolean {
  const { responseStatus: status, errorClass } = attempt;
  if (status !== null) return status >= 500 || status === TOO_MANY_REQUESTS;
  return errorClass !== null && DEAD_CLASSES.has(errorClass);
}

/** What an attempt is judged by, beside what it came to. */
export type Judged = {
  exchange: Exchange;
  interpret: Format["interpret"];
  /** From 1. */
  attemptNumber: number;
  /** Attempts before this one that count in no limit. */
  sparedCount?: number;
  isProbe?: boolean;
  attemptsMax?: number;
  endedAt: Date;
  random?: number;
};

/** Judges an attempt by the rules of every delivery first and those of its format second. Pure. */
export function judge(input: Judged): Outcome {
  const verdict = verdictOf(input.exchange, input.interpret);
  const { explanation } = verdict;
  const ends = { explanation, nextAt: null, disables: false, patienceMs: null, isSpared: false };
  if (verdict.kind === "delivered") return { ...ends, verdict: "delivered", status: "delivered" };
  if (verdict.kind === "permanent") {
    return { ...ends, verdict: "permanent", status: "failed", disables: verdict.disables ?? false };
  }
  return { ...ends, verdict: "retry", ...retryOf(input) };
}

// What counts in no limit waits for its destination, and comes again as the same attempt of the schedule.
function retryOf(input: Judged): Pick<Outcome, "status" | "nextAt" | "patienceMs" | "isSpared"> {
  const { attemptNumber, sparedCount = 0, isProbe = false, attemptsMax = ATTEMPTS_MAX } = input;
  const wish = waitWish(input);
  const isRefused = input.exchange.ok && input.exchange.status === TOO_MANY_REQUESTS && wish.retryAfterMs !== undefined;
  const patienceMs = isRefused ? Math.min(wish.retryAfterMs ?? 0, RETRY_AFTER_MS_MAX) : null;
  const isSpared = (isRefused || isProbe) && attemptsMax > 1;
  if (isSpared) {
    const nextAt = new Date(input.endedAt.getTime() + (patienceMs ?? 0));
    return { status: "retrying", nextAt, patienceMs, isSpared };
  }
  const counted = attemptNumber - sparedCount;
  const nextAt = counted >= attemptsMax ? null : nextAttemptAt({ ...input, attemptNumber: counted, ...wish });
  return { status: nextAt ? "retrying" : "failed", nextAt, patienceMs, isSpared };
}

function verdictOf(exchange: Exchange, interpret: Format["interpret"]): Verdict {
  if (!exchange.ok) return { kind: "retry", explanation: exchange.message };
  const { status, headers } = exchange;
  if (status === NOT_MODIFIED) return { kind: "retry", explanation: NOT_MODIFIED_WORDS };
  if (status >= 300 && status < 400) {
    const target = headers.location ? ` to ${withoutQuery(headers.location)}` : "";
    return {
      kind: "retry",
      explanation: `The destination answered ${status}, a redirect${target}. Redirects are not followed: enter the final URL.`,
    };
  }
  const verdict = interpret(exchange);
  if (status !== 410) return verdict;
  const known = verdict.kind === "permanent" ? verdict.explanation : "";
  return {
    kind: "permanent",
    disables: true,
    explanation: known || "The destination answered 410 Gone: it takes no more events, so it was disabled.",
  };
}

function waitWish(input: { exchange: Exchange; endedAt: Date }): { retryAfterMs?: number | undefined } {
  if (!input.exchange.ok) return {};
  return { retryAfterMs: parseRetryAfterMs(input.exchange.headers["retry-after"], input.endedAt.getTime()) };
}

// A location may carry a token in its query.
function withoutQuery(location: string): string {
  return location.split(/[?#]/, 1)[0]?.slice(0, 200) ?? "";
}

/** The delivery's line in the log: what happened. What comes next is drawn from its due time. */
export function summarize(outcome: Outcome, attemptNumber: number): string {
  const exhausted = outcome.status === "failed" && outcome.verdict === "retry" && attemptNumber >= ATTEMPTS_MAX;
  return exhausted ? `${outcome.explanation} That was the last of ${attemptNumber} attempts.` : outcome.explanation;
}
