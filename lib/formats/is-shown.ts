import type { FieldMeta } from "./format";

/** Whether a field takes part, given what the fields before it say. Apart from the schemas, so that the form loads this alone. */
export function isShown(meta: Pick<FieldMeta, "showWhen">, config: Record<string, unknown>): boolean {
  if (!meta.showWhen) return true;
  return meta.showWhen.in.includes(String(config[meta.showWhen.field] ?? ""));
}
