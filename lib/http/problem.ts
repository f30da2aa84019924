import { asUnavailable } from "@/lib/db/unavailable";
import { AppError, type ErrorCode, type FieldError } from "@/lib/errors";
import { logger } from "@/lib/logger";

/** Status and title of each kind; the documentation shows them too. */
export const PROBLEM_KINDS: Record<ErrorCode, { status: number; title: string }> = {
  malformed: { status: 400, title: "The request is malformed" },
  unauthenticated: { status: 401, title: "Not authenticated" },
  forbidden: { status: 403, title: "Not allowed" },
  not_found: { status: 404, title: "Not found" },
  method_not_allowed: { status: 405, title: "Method not allowed" },
  conflict: { status: 409, title: "Conflict" },
  precondition_failed: { status: 412, title: "Precondition failed" },
  too_large: { status: 413, title: "Too large" },
  invalid: { status: 422, title: "The request fails its schema" },
  rate_limited: { status: 429, title: "Too many requests" },
  database_unavailable: { status: 503, title: "The database is unavailable" },
};

/** RFC 9457 with our two members. */
export type Problem = {
  type: string;
  title: string;
  status: number;
  detail: string;
  errors: readonly FieldError[];
  request_id: string;
};

/**
 * Any thrown value as an `application/problem+json` answer. Trouble of the database is 503 with the time to wait; an
 * unexpected error is logged under the request id and says no more than that.
 */
export function problemResponse(thrown: unknown, requestId: string): Response {
  const error = thrown instanceof AppError ? thrown : asUnavailable(thrown, requestId);
  const problem = error ? expected(error, requestId) : unexpected(thrown, requestId);
  const headers = new Headers({ "content-type": "application/problem+json", "x-request-id": requestId });
  if (error?.retryAfterSeconds !== undefined) headers.set("retry-after", String(error.retryAfterSeconds));
  if (problem.status === 401) headers.set("www-authenticate", "Bearer");
  return new Response(JSON.stringify(problem), { status: problem.status, headers });
}

function expected({ code, message, errors }: AppError, requestId: string): Problem {
  const { status, title } = PROBLEM_KINDS[code];
  return { type: problemType(code), title, status, detail: message, errors, request_id: requestId };
}

function unexpected(thrown: unknown, requestId: string): Problem {
  logger.error({ err: thrown, requestId }, "request failed");
  return {
    type: problemType("internal"),
    title: "Something went wrong on our side",
    status: 500,
    detail: `Try again; if it stays, tell us the request id ${requestId}.`,
    errors: [],
    request_id: requestId,
  };
}

/** Where the documentation explains a kind of problem. */
export function problemType(code: string): string {
  return `/docs/webhooks#error-${code.replaceAll("_", "-")}`;
}
