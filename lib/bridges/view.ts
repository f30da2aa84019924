import { FLOW_VIEW_COLUMNS, type FlowView, viewFlow } from "@/lib/destinations/flow-view";
import { openCredentials, openDestination } from "@/lib/destinations/sealing";
import { type DestinationState, stateOf } from "@/lib/destinations/state";
import { getFormat } from "@/lib/formats/registry";
import type { Destination } from "@/prisma/generated/client";

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
  state: DestinationState;
  flow: FlowView;
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
  /** Null: no limit. */
  rateLimitPerSecond: number | null;
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
  ...FLOW_VIEW_COLUMNS,
  version: true,
  createdAt: true,
  updatedAt: true,
} as const;

// By name, so that of a whole row nothing but this leaves.
export function bridgeSummary(row: Pick<Destination, keyof typeof SUMMARY_COLUMNS>): BridgeSummary {
  return {
    id: row.id,
    name: row.name,
    format: row.format,
    urlMasked: row.urlMasked,
    eventTypes: row.eventTypes,
    disabledReason: row.disabledReason,
    consecutiveFailures: row.consecutiveFailures,
    lastVerdict: row.lastVerdict,
    version: row.version,
    workspaceId: row.workspaceId ?? "",
    formatLabel: getFormat(row.format).label,
    host: new URL(row.urlOrigin).host,
    state: stateOf(row),
    flow: viewFlow(row),
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
    ...bridgeSummary(row),
    url: row.urlMasked === url ? url : null,
    config: row.config as Record<string, unknown>,
    storedSecrets: Object.keys(openCredentials(row)),
    workroomIds: workroomIds(row.filters),
    signatureHeader: row.signatureHeader,
    signaturePrefix: row.signaturePrefix,
    customSignature: format.customSignature,
    timeoutMs: row.timeoutMs,
    rateLimitPerSecond: row.rateLimitPerSecond,
  };
}

function workroomIds(filters: unknown): string[] {
  const all = (filters as { all?: { workroom_ids?: string[] } } | null)?.all;
  return all?.workroom_ids ?? [];
}

function iso(date: Date | null): string | null {
  return date ? date.toISOString() : null;
}
