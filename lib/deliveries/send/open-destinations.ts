import { workDb } from "@/lib/db/client";
import { type OpenDestination, openDestination } from "@/lib/destinations/sealing";

/** A destination as the sender needs it: unsealed, with how it signs and how long it may take. */
export type SendingDestination = OpenDestination & {
  id: string;
  version: number;
  timeoutMs: number;
  signatureHeader: string;
  signaturePrefix: string;
};

const CACHED_MAX = 1_000;
const cache = new Map<string, SendingDestination>();

/**
 * Opens destinations by id, in one query for those whose version is not at hand: unsealing and parsing once a change,
 * not once a delivery. One that cannot be opened (sealed under another APP_SECRET) is an Error in its place.
 */
export async function openDestinations(
  wanted: readonly { destinationId: string; version: number }[],
): Promise<Map<string, SendingDestination | Error>> {
  const opened = new Map<string, SendingDestination | Error>();
  const missing = new Set<string>();
  for (const { destinationId, version } of wanted) {
    const known = cache.get(destinationId);
    if (known?.version === version) opened.set(destinationId, known);
    else missing.add(destinationId);
  }
  if (missing.size === 0) return opened;
  const rows = await workDb.destination.findMany({ where: { id: { in: [...missing] } }, select: COLUMNS });
  for (const row of rows) opened.set(row.id, openRow(row));
  return opened;
}

const COLUMNS = {
  id: true,
  version: true,
  format: true,
  urlSealed: true,
  config: true,
  credentialsSealed: true,
  timeoutMs: true,
  signatureHeader: true,
  signaturePrefix: true,
} as const;

type Row = Parameters<typeof openDestination>[0] & Omit<SendingDestination, keyof OpenDestination>;

function openRow(row: Row): SendingDestination | Error {
  try {
    const { id, version, timeoutMs, signatureHeader, signaturePrefix } = row;
    const opened = { ...openDestination(row), id, version, timeoutMs, signatureHeader, signaturePrefix };
    if (cache.size >= CACHED_MAX) cache.clear();
    cache.set(id, opened);
    return opened;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}
