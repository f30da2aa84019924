/** A value as JSON. What is missing is null, so that the JSON around it stays whole. */
export function toJson(value: unknown): string {
  return JSON.stringify(value ?? null) ?? "null";
}

/** A value as a template puts it out: a text as it is, nothing for what is missing, and JSON of arrays and objects. */
export function asText(value: unknown): string {
  if (value === undefined || value === null) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
