import { authorize, type Context, seesWorkspace } from "@/lib/context";
import { sqlPool } from "@/lib/db/client";
import type { InboundFilterParams, InboundPageParams } from "./filter-schema";
import {
  type InboundListItem,
  ITEM_COLUMNS,
  ITEM_JOINS,
  type ItemRow,
  OWN_COLUMNS,
  outcomeCondition,
  toItem,
} from "./item-row";

export const INBOUND_PAGE_SIZE = 50;
const NEWER_COUNT_MAX = 1_000;

/** What the list's poll answers. Times are ISO 8601. */
export type InboundPage = {
  data: InboundListItem[];
  next_cursor: string | null;
  /** How many came after the one that `after` named. */
  newer: number;
  /** The present state of those that `watch` named. */
  watched: InboundListItem[];
  now: string;
};

type Query = { text: string; values: unknown[] };

/** What came in for a workspace and for the organization as a whole, newest first. Another tenant's matches nothing. */
export async function readInboundPage(
  ctx: Context,
  input: { workspaceId: string; filters: InboundFilterParams; page: InboundPageParams },
  now = new Date(),
): Promise<InboundPage> {
  authorize(ctx, "webhooks:read");
  const { cursor, after, watch = [] } = input.page;
  const place = { workspaceId: input.workspaceId, ...input.filters };
  const [rows, newer, watched] = await Promise.all([
    run<ItemRow>(listQuery(ctx, { ...place, cursor, limit: INBOUND_PAGE_SIZE + 1 })),
    after ? countNewer(ctx, { ...place, after, limit: NEWER_COUNT_MAX }) : 0,
    watch.length > 0 ? run<ItemRow>(watchQuery(ctx, watch)) : [],
  ]);
  const data = rows.slice(0, INBOUND_PAGE_SIZE).map(toItem);
  return {
    data,
    next_cursor: rows.length > INBOUND_PAGE_SIZE ? (data.at(-1)?.id ?? null) : null,
    newer,
    watched: watched.map(toItem),
    now: now.toISOString(),
  };
}

type Match = InboundFilterParams & {
  workspaceId: string;
  cursor?: string | undefined;
  after?: string | undefined;
  limit: number;
};

/** The statement behind the list, for the test that reads its plan. */
export function listQuery(ctx: Context, match: Match): Query {
  const { text, values } = matchQuery(ctx, match, OWN_COLUMNS);
  return { text: `select ${ITEM_COLUMNS} from (${text}) i ${ITEM_JOINS} order by i.id desc`, values };
}

async function countNewer(ctx: Context, match: Match): Promise<number> {
  const { text, values } = matchQuery(ctx, match, "id");
  const [row] = await run<{ count: number }>({ text: `select count(*)::int as count from (${text}) n`, values });
  return row?.count ?? 0;
}

// A workspace's rows and those of no workspace stand in one index, each in the list's order: two short reads, merged.
function matchQuery(ctx: Context, match: Match, columns: string): Query {
  const values: unknown[] = [];
  const bind = (value: unknown) => `$${values.push(value)}`;
  const limit = bind(match.limit);
  const where = [`organization_id = ${bind(ctx.organizationId)}`];
  if (match.provider) where.push(`provider = ${bind(match.provider)}`);
  if (match.outcome) where.push(outcomeCondition(match.outcome));
  if (match.cursor) where.push(`id < ${bind(match.cursor)}`);
  if (match.after) where.push(`id > ${bind(match.after)}`);
  const workspaceId = seesWorkspace(ctx, match.workspaceId) ? match.workspaceId : "";
  const owned = [`workspace_id = ${bind(workspaceId)}`, ...(ctx.workspaces === "all" ? ["workspace_id is null"] : [])];
  const parts = owned.map(
    (owner) =>
      `(select ${columns} from inbound_events where ${[...where, owner].join(" and ")} order by id desc limit ${limit})`,
  );
  return { text: `select * from (${parts.join(" union all ")}) m order by id desc limit ${limit}`, values };
}

function watchQuery(ctx: Context, ids: readonly string[]): Query {
  return {
    text: `select ${ITEM_COLUMNS} from inbound_events i ${ITEM_JOINS}
      where i.id = any($1) and i.organization_id = $2
        and ($3::text[] is null or i.workspace_id = any($3))`,
    values: [ids, ctx.organizationId, ctx.workspaces === "all" ? null : ctx.workspaces],
  };
}

async function run<Row extends object>({ text, values }: Query): Promise<Row[]> {
  return (await sqlPool().query<Row>(text, values)).rows;
}
