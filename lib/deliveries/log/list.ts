import { authorize, type Context } from "@/lib/context";
import { sqlPool } from "@/lib/db/client";
import { ulidFloor } from "@/lib/ids";
import type { DeliveryStatus } from "./filter-schema";
import { ITEM_COLUMNS, type ItemRow, toItem } from "./item-row";
import type { DeliveryItem } from "./view";

export const DELIVERIES_PAGE_MAX = 100;
export const NEWER_COUNT_MAX = 1_000;

export type DeliveryFilters = {
  workspaceId?: string | undefined;
  destinationId?: string | undefined;
  status?: DeliveryStatus | undefined;
  eventType?: string | undefined;
  /** From this moment on, by when the delivery was made. */
  since?: Date | undefined;
  /** Before this moment. */
  until?: Date | undefined;
};

export type DeliveriesPage = { items: DeliveryItem[]; nextCursor: string | null };

/**
 * The log, newest first. `cursor` is the `nextCursor` of the page before; ids are time-ordered, so they are the order,
 * the cursor and the bounds of time at once. Another tenant's workspace or destination matches nothing.
 */
export async function listDeliveries(
  ctx: Context,
  input: DeliveryFilters & { cursor?: string | undefined; limit: number },
): Promise<DeliveriesPage> {
  authorize(ctx, "webhooks:read");
  const limit = Math.max(1, Math.min(input.limit, DELIVERIES_PAGE_MAX));
  const { text, values } = listQuery(ctx, { ...input, limit: limit + 1 });
  const { rows } = await sqlPool().query<ItemRow>(text, values);
  const items = rows.slice(0, limit).map(toItem);
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
}

/** How many deliveries that match came after the one named, counted up to `NEWER_COUNT_MAX`. */
export async function countNewer(ctx: Context, sinceId: string, filters: DeliveryFilters): Promise<number> {
  authorize(ctx, "webhooks:read");
  const { text, values } = matchQuery(ctx, { ...filters, afterId: sinceId, limit: NEWER_COUNT_MAX }, "id");
  const { rows } = await sqlPool().query<{ count: number }>(`select count(*)::int as count from (${text}) n`, values);
  return rows[0]?.count ?? 0;
}

/** The present state of the deliveries named, in no order; what the actor may not see is left out. */
export async function listDeliveriesById(ctx: Context, ids: readonly string[]): Promise<DeliveryItem[]> {
  authorize(ctx, "webhooks:read");
  if (ids.length === 0) return [];
  const { rows } = await sqlPool().query<ItemRow>(
    `select ${ITEM_COLUMNS} from deliveries d join destinations t on t.id = d.destination_id
     where d.id = any($1) and d.organization_id = $2 and ($3::text[] is null or d.workspace_id = any($3))`,
    [ids, ctx.organizationId, ctx.workspaces === "all" ? null : ctx.workspaces],
  );
  return rows.map(toItem);
}

type Match = DeliveryFilters & { cursor?: string | undefined; afterId?: string | undefined; limit: number };

/** The statement behind `listDeliveries`, for the test that reads its plan. */
export function listQuery(ctx: Context, match: Match): { text: string; values: unknown[] } {
  const { text, values } = matchQuery(ctx, match, "*");
  return {
    text: `select ${ITEM_COLUMNS} from (${text}) d join destinations t on t.id = d.destination_id order by d.id desc`,
    values,
  };
}

// One index answers each shape: (destination, id, …) or (workspace, id, …), whose last columns narrow inside the index.
// Several workspaces are read each by itself and merged: an "in" over them would sort them all for the first page.
function matchQuery(ctx: Context, match: Match, columns: string): { text: string; values: unknown[] } {
  const values: unknown[] = [];
  const bind = (value: unknown) => `$${values.push(value)}`;
  const limit = bind(match.limit);
  const where = [`organization_id = ${bind(ctx.organizationId)}`, ...narrowings(match, bind)];
  const select = (scope: string) =>
    `select ${columns} from deliveries where ${[scope, ...where].join(" and ")} order by id desc limit ${limit}`;

  if (match.destinationId) {
    if (match.workspaceId) where.push(`workspace_id = ${bind(match.workspaceId)}`);
    if (ctx.workspaces !== "all") where.push(`workspace_id = any(${bind(ctx.workspaces)})`);
    return { text: select(`destination_id = ${bind(match.destinationId)}`), values };
  }
  if (match.workspaceId) {
    if (ctx.workspaces !== "all") where.push(`workspace_id = any(${bind(ctx.workspaces)})`);
    return { text: select(`workspace_id = ${bind(match.workspaceId)}`), values };
  }
  const workspaces =
    ctx.workspaces === "all"
      ? `(select id from workspaces where organization_id = ${bind(ctx.organizationId)})`
      : `(select unnest(${bind(ctx.workspaces)}::text[]) as id)`;
  const each = `select m.* from ${workspaces} w cross join lateral (${select("workspace_id = w.id")}) m`;
  return { text: `${each} order by m.id desc limit ${limit}`, values };
}

function narrowings(match: Match, bind: (value: unknown) => string): string[] {
  const where: string[] = [];
  if (match.status) where.push(`status = ${bind(match.status)}`);
  if (match.eventType) where.push(`event_type = ${bind(match.eventType)}`);
  if (match.since) where.push(`id >= ${bind(floorId(match.since))}`);
  if (match.until) where.push(`id < ${bind(floorId(match.until))}`);
  if (match.cursor) where.push(`id < ${bind(match.cursor)}`);
  if (match.afterId) where.push(`id > ${bind(match.afterId)}`);
  return where;
}

function floorId(moment: Date): string {
  return `dlv_${ulidFloor(Math.max(0, moment.getTime()))}`;
}
