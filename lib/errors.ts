/** What can go wrong inside, by what the caller can do about it. The doors translate each by one table. */
export type ErrorCode =
  | "malformed"
  | "invalid"
  | "unauthenticated"
  | "forbidden"
  | "not_found"
  | "method_not_allowed"
  | "conflict"
  | "precondition_failed"
  | "too_large"
  | "rate_limited"
  | "database_unavailable";

/** One field that is wrong: `path` in dots and brackets as the caller wrote it ("events[0].type"), `message` in plain words. */
export type FieldError = { path: string; message: string };

/**
 * An expected failure. `message` is shown to the caller as it stands: it names the thing and the remedy, and never
 * carries a secret, a stack or a private address.
 */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly errors: readonly FieldError[];
  /** Whole seconds to wait, where waiting helps. */
  readonly retryAfterSeconds: number | undefined;

  constructor(
    code: ErrorCode,
    message: string,
    options: { errors?: readonly FieldError[]; retryAfterSeconds?: number } = {},
  ) {
    super(message);
    this.name = "AppError";
    this.code = code;
    this.errors = options.errors ?? [];
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}

/** The error for an id that does not exist or belongs to someone else: both read alike. */
export function notFound(what: string): AppError {
  return new AppError("not_found", `There is no such ${what}.`);
}
