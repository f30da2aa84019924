import { REQUESTED } from "@/lib/audit/audit";
import { sqlPool } from "@/lib/db/client";
import { newId } from "@/lib/ids";
import { logger } from "@/lib/logger";
import { MINUTE_MS, SECOND_MS } from "@/lib/time";
import type { KeyHolder } from "./authenticate-api-key";

const WRITTEN_AFTER_MS = SECOND_MS;

type Entry = { id: string; holder: KeyHolder; operation: string; status: number; requests: number; openedAt: number };
type Log = { open: Map<string, Entry>; unwritten: Set<Entry>; timer: NodeJS.Timeout | undefined };

// Next evaluates modules once a module graph; the process has one log all the same.
const shared = globalThis as typeof globalThis & { atelyaRequestLog?: Log };

function requestLog(): Log {
  shared.atelyaRequestLog ??= { open: new Map(), unwritten: new Set(), timer: undefined };
  return shared.atelyaRequestLog;
}

/**
 * Puts a request by key on the audit log. A row for each would cost every publish one: requests of a minute that are
 * alike by key, operation and status are one entry with their number. It is written within a second; a kill loses no more.
 */
export function noteRequest(holder: KeyHolder, { operation, status }: { operation: string; status: number }): void {
  const log = requestLog();
  const key = [holder.actor.id, operation, status].join(" ");
  const now = Date.now();
  let entry = log.open.get(key);
  if (!entry || entry.openedAt < now - MINUTE_MS) {
    entry = { id: newId("audit"), holder, operation, status, requests: 0, openedAt: now };
    log.open.set(key, entry);
  }
  entry.requests += 1;
  log.unwritten.add(entry);
  log.timer ??= setTimeout(() => void writeRequests(), WRITTEN_AFTER_MS).unref();
}

/** Writes what was noted since the last time; what cannot be written now goes with the next. */
export async function writeRequests(): Promise<void> {
  const log = requestLog();
  clearTimeout(log.timer);
  log.timer = undefined;
  const entries = [...log.unwritten];
  log.unwritten.clear();
  if (entries.length === 0) return;
  try {
    await sqlPool().query(WRITE, [JSON.stringify(entries.map(entryRow))]);
  } catch (error) {
    for (const entry of entries) log.unwritten.add(entry);
    logger.error({ err: error }, "Requests could not be put on the audit log.");
  }
  const closedBefore = Date.now() - MINUTE_MS;
  for (const [key, { openedAt }] of log.open) if (openedAt < closedBefore) log.open.delete(key);
}

function entryRow({ id, holder, operation, status, requests }: Entry) {
  const { organizationId, actor } = holder;
  return { id, organizationId, actor, operation, changes: { status, requests } };
}

const WRITE = `
  INSERT INTO audit_entries (id, organization_id, actor_type, actor_id, actor_label, action, target_label, changes)
  SELECT id, "organizationId", actor->>'type', actor->>'id', actor->>'label', '${REQUESTED}', operation, changes
  FROM json_to_recordset($1::json) AS i(id text, "organizationId" text, actor jsonb, operation text, changes jsonb)
  ORDER BY id
  ON CONFLICT (id) DO UPDATE SET changes = EXCLUDED.changes`;
