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
  too_large: { status: 413, title: "Too large" },
  invalid: { status: 422, title: "The request fails its schema" },
  rate_limited: { status: 429, title: "Too many requests" },
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

/** Any thrown value as an `application/problem+json` answer; an unexpected one is logged under the request id and says no more than that. */
export function problemResponse(error: unknown, requestId: string): Response {
  const problem = toProblem(error, requestId);
  const headers = new Headers({ "content-type": "application/problem+json", "x-request-id": requestId });
  if (error instanceof AppError && error.retryAfterSeconds !== undefined) {
    headers.set("retry-after", String(error.retryAfterSeconds));
  }
  if (problem.status === 401) headers.set("www-authenticate", "Bearer");
  return new Response(JSON.stringify(problem), { status: problem.status, headers });
}

function toProblem(error: unknown, requestId: string): Problem {
  if (error instanceof AppError) {
    const { status, title } = PROBLEM_KINDS[error.code];
    return {
      type: problemType(error.code),
      title,
      status,
      detail: error.message,
      errors: error.errors,
      request_id: requestId,
    };
  }
  logger.error({ err: error, requestId }, "request failed");
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
