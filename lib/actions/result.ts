import { doorDeadline } from "@/lib/db/deadline";
import { asUnavailable } from "@/lib/db/unavailable";
import { AppError, type ErrorCode, type FieldError } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { logger } from "@/lib/logger";

/** What every server action answers: never a thrown error, so that a form keeps what was typed. */
export type ActionResult<T> =
  | { ok: true; data: T }
  | { ok: false; code: ErrorCode | "internal"; message: string; errors: readonly FieldError[]; referenceId?: string };

/**
 * Runs a verb for a server action. Expected failures become values, the database's trouble among them; an unknown one is
 * logged once under a reference id. Next's own redirects pass through. `limitMs` is longer for what asks somebody outside.
 */
export async function runAction<T>(
  work: () => Promise<T>,
  options: { limitMs?: number } = {},
): Promise<ActionResult<T>> {
  try {
    return { ok: true, data: await doorDeadline(options)(work) };
  } catch (error) {
    if (isNextControlFlow(error)) throw error;
    return failureOf(error);
  }
}

function failureOf(error: unknown): ActionResult<never> {
  const referenceId = newId("request");
  const known = error instanceof AppError ? error : asUnavailable(error, referenceId, "person");
  if (known) return { ok: false, code: known.code, message: known.message, errors: known.errors };
  logger.error({ err: error, referenceId }, "action failed");
  return {
    ok: false,
    code: "internal",
    message: `Something went wrong on our side. Nothing was saved. Reference: ${referenceId}`,
    errors: [],
    referenceId,
  };
}

// redirect() and notFound() of Next work by throwing an error with a digest of their own.
function isNextControlFlow(error: unknown): boolean {
  return error instanceof Error && "digest" in error && String(error.digest).startsWith("NEXT_");
}
