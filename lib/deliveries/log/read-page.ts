import { clockNow } from "@/lib/clock";
import type { Context } from "@/lib/context";
import { db } from "@/lib/db/client";
import { EVENT_TYPES } from "@/lib/events/catalogue";
import { type DeliveryFilterParams, readFilterParams, TIME_SPANS } from "./filter-schema";
import { countNewer, type DeliveryFilters, listDeliveries, listDeliveriesById } from "./list";
import type { DeliveryPageParams } from "./page-schema";
import type { DeliveryItem } from "./view";

export const LOG_PAGE_SIZE = 50;
const DESTINATION_CHOICES_MAX = 500;

/** Where the log stands: one destination's page, whichever workspace it belongs to, or a whole workspace's. */
export type LogScope = { workspaceId: string; destinationId?: string | undefined };

/** What the log's poll answers. Times are ISO 8601. */
export type LogPage = {
  data: DeliveryItem[];
  next_cursor: string | null;
  /** How many came after the delivery that `after` named. */
  newer: number;
  /** The present state of the deliveries that `watch` named. */
  watched: DeliveryItem[];
  /** The database's clock, by which "in 4 min" is counted. */
  now: string;
};

/** What a page hands to the log before its first poll. */
export type LogStart = {
  scope: LogScope;
  filters: DeliveryFilterParams;
  page: LogPage;
  eventTypes: readonly string[];
  /** Empty on a destination's own page. */
  destinations: { id: string; name: string }[];
  /** Whether the reader may resend, retry and cancel. */
  mayChange: boolean;
};

/** One page of the log for a poll or a page's first paint: three short queries, or one where nothing is held yet. */
export async function readLogPage(
  ctx: Context,
  input: { scope: LogScope; filters: DeliveryFilterParams; page: DeliveryPageParams },
  now = new Date(clockNow()),
): Promise<LogPage> {
  const { cursor, after, watch } = input.page;
  const filters = toFilters(input.scope, input.filters, now);
  const [page, newer, watched] = await Promise.all([
    listDeliveries(ctx, { ...filters, cursor, limit: LOG_PAGE_SIZE }),
    after ? countNewer(ctx, after, filters) : 0,
    listDeliveriesById(ctx, watch ?? []),
  ]);
  return { data: page.items, next_cursor: page.nextCursor, newer, watched, now: now.toISOString() };
}

/** The log as a page shows it at first: filters from its address, the first page, and what the filters can choose from. */
export async function startLog(ctx: Context, scope: LogScope, query: URLSearchParams): Promise<LogStart> {
  const filters = readFilterParams(query);
  const [page, destinations] = await Promise.all([
    readLogPage(ctx, { scope, filters, page: {} }),
    scope.destinationId ? [] : destinationChoices(ctx, scope.workspaceId),
  ]);
  const mayChange = ctx.permissions.has("webhooks:write");
  return { scope, filters, page, eventTypes: EVENT_TYPES, destinations, mayChange };
}

function toFilters(scope: LogScope, params: DeliveryFilterParams, now: Date): DeliveryFilters {
  return {
    workspaceId: scope.destinationId ? undefined : scope.workspaceId,
    destinationId: scope.destinationId ?? params.bridge,
    status: params.status,
    eventType: params.event,
    since: params.time ? new Date(now.getTime() - TIME_SPANS[params.time].ms) : dateOf(params.since),
    until: params.time ? undefined : dateOf(params.until),
  };
}

function dateOf(text: string | undefined): Date | undefined {
  return text ? new Date(text) : undefined;
}

async function destinationChoices(ctx: Context, workspaceId: string): Promise<{ id: string; name: string }[]> {
  return db.destination.findMany({
    where: { organizationId: ctx.organizationId, OR: [{ workspaceId }, { workspaceId: null }], deletedAt: null },
    select: { id: true, name: true },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    take: DESTINATION_CHOICES_MAX,
  });
}
