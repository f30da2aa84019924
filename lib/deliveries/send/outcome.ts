import type { Format, Verdict } from "@/lib/formats/format";
import { ATTEMPTS_MAX, nextAttemptAt, parseRetryAfterMs } from "./schedule";

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
};

/** Judges an attempt by the rules of every delivery first and those of its format second. Pure. */
export function judge(input: {
  exchange: Exchange;
  interpret: Format["interpret"];
  attemptNumber: number;
  attemptsMax?: number;
  endedAt: Date;
  random?: number;
}): Outcome {
  const verdict = verdictOf(input.exchange, input.interpret);
  const { explanation } = verdict;
  const disables = verdict.kind === "permanent" && (verdict.disables ?? false);
  if (verdict.kind === "delivered") {
    return { verdict: "delivered", status: "delivered", explanation, nextAt: null, disables: false };
  }
  if (verdict.kind === "permanent") {
    return { verdict: "permanent", status: "failed", explanation, nextAt: null, disables };
  }
  const nextAt =
    input.attemptNumber >= (input.attemptsMax ?? ATTEMPTS_MAX) ? null : nextAttemptAt({ ...input, ...waitWish(input) });
  return { verdict: "retry", status: nextAt ? "retrying" : "failed", explanation, nextAt, disables: false };
}

function verdictOf(exchange: Exchange, interpret: Format["interpret"]): Verdict {
  if (!exchange.ok) return { kind: "retry", explanation: exchange.message };
  const { status, headers } = exchange;
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
