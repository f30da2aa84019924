import type { FieldError } from "@/lib/errors";

/** The message for a field: its own, or the first of those inside it unless its parts show theirs themselves. */
export function errorAt(errors: readonly FieldError[], path: string, inner = true): string | undefined {
  return errors.find((error) => error.path === path || (inner && isInside(error.path, path)))?.message;
}

/** The errors that stay once a field was changed. */
export function withoutField(errors: readonly FieldError[], path: string): readonly FieldError[] {
  const kept = errors.filter((error) => error.path !== path && !isInside(error.path, path));
  return kept.length === errors.length ? errors : kept;
}

function isInside(path: string, parent: string): boolean {
  return path.startsWith(`${parent}.`) || path.startsWith(`${parent}[`);
}
