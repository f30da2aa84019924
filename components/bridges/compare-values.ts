import type { FormatOption } from "@/lib/bridges/form-options";
import { type BridgeFormValues, shownFields } from "./form-values";

export type Difference = { label: string; mine: string; theirs: string };

const LENGTH_MAX = 200;

/** Where two versions of a form differ, field by field, as texts to show. Secret fields are left out: neither side has the stored one. */
export function compareValues(mine: BridgeFormValues, theirs: BridgeFormValues, format: FormatOption): Difference[] {
  const fields = shownFields(format, mine.config).filter((field) => !field.meta.secret);
  const pairs: [string, unknown, unknown][] = [
    ["Name", mine.name, theirs.name],
    [format.url.label, mine.url, theirs.url],
    ...fields.map((field): [string, unknown, unknown] => [
      field.meta.label,
      mine.config[field.name],
      theirs.config[field.name],
    ]),
    ["Events", [...mine.eventTypes].sort(), [...theirs.eventTypes].sort()],
    ["Only these workrooms", mine.workroomIds, theirs.workroomIds],
    ["Signature header", mine.signatureHeader, theirs.signatureHeader],
    ["Signature prefix", mine.signaturePrefix, theirs.signaturePrefix],
    ["Timeout in seconds", mine.timeoutSeconds, theirs.timeoutSeconds],
    ["Requests a second", mine.rateLimitPerSecond, theirs.rateLimitPerSecond],
  ];
  return pairs
    .map(([label, a, b]) => ({ label, mine: asText(a), theirs: asText(b) }))
    .filter((row) => row.mine !== row.theirs)
    .map((row) => ({ ...row, mine: cut(row.mine), theirs: cut(row.theirs) }));
}

function asText(value: unknown): string {
  if (typeof value === "string") return value;
  if (Array.isArray(value) && value.every((item) => typeof item === "string")) return value.join(", ");
  return value === undefined ? "" : JSON.stringify(value);
}

function cut(text: string): string {
  return text.length > LENGTH_MAX ? `${text.slice(0, LENGTH_MAX)}…` : text;
}
