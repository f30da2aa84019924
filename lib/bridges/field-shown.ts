import type { FieldMeta } from "@/lib/formats/format";

/** Whether a field takes part, given what the fields before it say. A hidden field's value is neither asked for nor stored. */
export function isFieldShown(meta: Pick<FieldMeta, "showWhen">, config: Record<string, unknown>): boolean {
  if (!meta.showWhen) return true;
  return meta.showWhen.in.includes(String(config[meta.showWhen.field] ?? ""));
}
