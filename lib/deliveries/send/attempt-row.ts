import type { AttemptRecord } from "./attempt-record";
import { summarize } from "./outcome";

/** An attempt with the id that its row gets, however often it is stored. */
export type NamedRecord = AttemptRecord & { id: string };

/** An attempt as the statement that stores it takes it: JSON, every text of which a database can hold. */
export function attemptRow(record: NamedRecord) {
  const { id, organizationId, deliveryId, destinationId, number, lease, result } = record;
  const { outcome, ...facts } = result;
  const row = {
    ...{ id, organizationId, deliveryId, destinationId, number, lease },
    ...facts,
    verdict: outcome.verdict,
    explanation: outcome.explanation,
    status: outcome.status,
    spared: outcome.isSpared ? 1 : 0,
    dueAt: outcome.nextAt,
    endedAt: outcome.nextAt ? null : new Date(facts.startedAt.getTime() + facts.durationMs),
    summary: summarize(outcome, number),
  };
  return storable(row) as typeof row;
}

/** The same without anything that came from outside: what is left when the database refuses the whole. */
export function bareRow(record: NamedRecord): ReturnType<typeof attemptRow> {
  const { responseStatus, errorClass, outcome } = record.result;
  const came = responseStatus === null ? "ended without an answer" : `answered ${statusText(responseStatus)}`;
  const explanation = `The destination ${came}; what it said could not be kept.`;
  return attemptRow({
    ...record,
    result: {
      ...record.result,
      url: "",
      requestHeaders: {},
      requestBody: "",
      responseStatus: responseStatus === null || !isStatus(responseStatus) ? null : responseStatus,
      responseHeaders: null,
      responseBody: null,
      responseBodyBytes: null,
      errorClass: errorClass?.slice(0, 20) ?? null,
      outcome: { ...outcome, explanation },
    },
  });
}

function statusText(status: number): string {
  return isStatus(status) ? String(status) : "with an unreadable status";
}

function isStatus(status: number): boolean {
  return Number.isInteger(status) && status >= 100 && status <= 999;
}

// PostgreSQL's text takes no NUL and its JSON no half of a surrogate pair; a receiver may send both, anywhere.
function storable(value: unknown): unknown {
  if (typeof value === "string") return value.replaceAll("\u0000", "\uFFFD").toWellFormed();
  if (typeof value === "number") return Number.isSafeInteger(value) ? value : null;
  if (typeof value !== "object" || value === null || value instanceof Date) return value;
  if (Array.isArray(value)) return value.map(storable);
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [storable(name), storable(part)]));
}
