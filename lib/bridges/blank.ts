import type { FieldDescription } from "@/lib/formats/fields";

export function isBlank(value: unknown): boolean {
  return value === undefined || value === null || value === "";
}

/** Whether a value is left to its schema as absent: blank, and nothing that must be there or would come back by itself. */
export function isLeftOut(field: FieldDescription, value: unknown): boolean {
  if (value === undefined || value === null) return true;
  return value === "" && !field.required && isBlank(field.default);
}
