import type { z } from "zod";
import { AppError, type FieldError } from "@/lib/errors";
import { fieldErrors } from "@/lib/validation/field-errors";

/** `invalid` with the fields at fault; the first one's message leads. */
export function invalid(errors: readonly FieldError[]): AppError {
  const first = errors[0]?.message ?? "Something in the form is wrong.";
  const message = errors.length > 1 ? `${errors.length} fields need another look. ${first}` : first;
  return new AppError("invalid", message, { errors });
}

/** A configuration's issues with paths as the form names them ("config.headers[0].name") and messages that stand alone. */
export function configErrors(error: z.ZodError): FieldError[] {
  return fieldErrors(error, "config").map((issue) =>
    issue.message === "is missing" ? { path: issue.path, message: "Fill this in." } : issue,
  );
}
