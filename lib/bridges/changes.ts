import type { SealedColumns } from "@/lib/destinations/sealing";
import type { Destination, Prisma } from "@/prisma/generated/client";
import type { Kept } from "./check";
import type { destinationColumns } from "./columns";

type NewColumns = ReturnType<typeof destinationColumns> & SealedColumns;
type Opened = { before: Kept; url: string; config: unknown };

const COMPARED = [
  "name",
  "eventTypes",
  "filters",
  "signatureHeader",
  "signaturePrefix",
  "timeoutMs",
  "rateLimitPerSecond",
] as const;

/** What an edit changed, for the audit log: before and after of each field, and only the word "changed" for what is secret. */
export function describeChanges(row: Destination, data: NewColumns, opened: Opened): Prisma.InputJsonObject {
  const changes: Record<string, Prisma.InputJsonValue> = {};
  for (const name of COMPARED) note(changes, name, row[name], data[name]);
  if (row.urlMasked !== data.urlMasked) note(changes, "url", row.urlMasked, data.urlMasked);
  else if (opened.before.url !== opened.url) changes.url = "changed";
  const before = row.config as Record<string, unknown>;
  const after = data.config as Record<string, unknown>;
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
    note(changes, `config.${name}`, before[name], after[name]);
  }
  const config = opened.config as Record<string, unknown>;
  for (const [name, value] of Object.entries(opened.before.credentials)) {
    if (text(config[name]) !== text(value)) changes[`config.${name}`] = "changed";
  }
  return changes;
}

function note(changes: Record<string, Prisma.InputJsonValue>, name: string, before: unknown, after: unknown): void {
  if (text(before) === text(after)) return;
  changes[name] = { before: plain(before), after: plain(after) } as Prisma.InputJsonObject;
}

function text(value: unknown): string {
  return JSON.stringify(plain(value)) ?? "null";
}

// Prisma writes SQL's NULL with an object of its own.
function plain(value: unknown): unknown {
  const isNull = value === undefined || (typeof value === "object" && value?.constructor.name === "DbNull");
  return isNull ? null : value;
}
