import { openCredentials, openDestination } from "@/lib/destinations/sealing";
import { getFormat } from "@/lib/formats/registry";
import type { Destination } from "@/prisma/generated/client";

export type BridgeState = "active" | "paused" | "disabled";

/** What every page may know of a bridge. Times are ISO 8601; nothing here is secret. */
export type BridgeSummary = {
  id: string;
  workspaceId: string;
  name: string;
  format: string;
  formatLabel: string;
  host: string;
  urlMasked: string;
  eventTypes: readonly string[];
  state: BridgeState;
  pausedAt: string | null;
  disabledAt: string | null;
  disabledReason: string | null;
  failingSince: string | null;
  consecutiveFailures: number;
  lastAttemptAt: string | null;
  lastVerdict: string | null;
  version: number;
  createdAt: string;
  updatedAt: string;
};

/** A bridge with what its page and its form need. */
export type BridgeDetail = BridgeSummary & {
  /** The whole URL where the format has nothing to hide in it, else null: an empty field then keeps what is stored. */
  url: string | null;
  config: Record<string, unknown>;
  /** Names of the secret fields that have a value. */
  storedSecrets: readonly string[];
  workroomIds: readonly string[];
  signatureHeader: string;
  signaturePrefix: string;
  customSignature: boolean;
  timeoutMs: number;
};

/** Which columns a list needs: no sealed one among them. */
export const SUMMARY_COLUMNS = {
  id: true,
  workspaceId: true,
  name: true,
  format: true,
  urlOrigin: true,
  urlMasked: true,
  eventTypes: true,
  pausedAt: true,
  disabledAt: true,
  disabledReason: true,
  failingSince: true,
  consecutiveFailures: true,
  lastAttemptAt: true,
  lastVerdict: true,
  version: true,
  createdAt: true,
  updatedAt: true,
} as const;

export function bridgeSummary(row: Pick<Destination, keyof typeof SUMMARY_COLUMNS>): BridgeSummary {
  const { urlOrigin, ...rest } = row;
  return {
    ...rest,
    workspaceId: row.workspaceId ?? "",
    formatLabel: getFormat(row.format).label,
    host: new URL(urlOrigin).host,
    state: row.disabledAt ? "disabled" : row.pausedAt ? "paused" : "active",
    pausedAt: iso(row.pausedAt),
    disabledAt: iso(row.disabledAt),
    failingSince: iso(row.failingSince),
    lastAttemptAt: iso(row.lastAttemptAt),
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}

export function bridgeDetail(row: Destination): BridgeDetail {
  const { url, format } = openDestination(row);
  return {
    ...bridgeSummary(pickSummary(row)),
    url: row.urlMasked === url ? url : null,
    config: row.config as Record<string, unknown>,
    storedSecrets: Object.keys(openCredentials(row)),
    workroomIds: workroomIds(row.filters),
    signatureHeader: row.signatureHeader,
    signaturePrefix: row.signaturePrefix,
    customSignature: format.customSignature,
    timeoutMs: row.timeoutMs,
  };
}

function pickSummary(row: Destination): Pick<Destination, keyof typeof SUMMARY_COLUMNS> {
  const columns = Object.keys(SUMMARY_COLUMNS) as (keyof typeof SUMMARY_COLUMNS)[];
  return Object.fromEntries(columns.map((column) => [column, row[column]])) as typeof row;
}

function workroomIds(filters: unknown): string[] {
  const all = (filters as { all?: { workroom_ids?: string[] } } | null)?.all;
  return all?.workroom_ids ?? [];
}

function iso(date: Date | null): string | null {
  return date ? date.toISOString() : null;
}
