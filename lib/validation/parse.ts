import type { z } from "zod";
import { AppError } from "@/lib/errors";
import { fieldErrors, firstInWords } from "./field-errors";

/** The value that a schema makes of an input, or `invalid` with every field that is wrong. */
export function parseInput<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const errors = fieldErrors(parsed.error);
  throw new AppError("invalid", firstInWords(errors), { errors });
}
