import { authorize, type Context, seesWorkspace } from "@/lib/context";
import { db } from "@/lib/db/client";
import { notFound } from "@/lib/errors";
import type { Event, Prisma } from "@/prisma/generated/client";
import type { ApiEvent } from "./api-schema";
import { viewEvent } from "./api-view";

/** What a list of events is narrowed by. `since` counts, `until` does not; both by when the event was published. */
export type EventQuery = {
  type?: string | undefined;
  workspace_id?: string | undefined;
  since?: Date | undefined;
  until?: Date | undefined;
  cursor?: string | undefined;
  limit: number;
};

export type EventPage = { data: ApiEvent[]; next_cursor: string | null };

/** Published events of the workspaces that the actor may see, newest first. The cursor is an event's id. */
export async function listEvents(ctx: Context, query: EventQuery): Promise<EventPage> {
  authorize(ctx, "webhooks:read");
  const { type, workspace_id: workspaceId, since, until, cursor, limit } = query;
  const rows = await db.event.findMany({
    where: {
      organizationId: ctx.organizationId,
      ...(type ? { type } : {}),
      createdAt: { ...(since ? { gte: since } : {}), ...(until ? { lt: until } : {}) },
      AND: [...scopes(ctx, workspaceId), ...(cursor ? [await after(ctx, cursor)] : [])],
    },
    // Ids of the caller's own choice are not in the order of time.
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: limit + 1,
  });
  const page = rows.slice(0, limit);
  return { data: page.map(viewEvent), next_cursor: rows.length > limit ? (page.at(-1)?.id ?? null) : null };
}

function scopes(ctx: Context, workspaceId: string | undefined): Prisma.EventWhereInput[] {
  return [
    ...(ctx.workspaces === "all" ? [] : [{ workspaceId: { in: [...ctx.workspaces] } }]),
    ...(workspaceId ? [{ workspaceId }] : []),
  ];
}

async function after(ctx: Context, cursor: string): Promise<Prisma.EventWhereInput> {
  const { createdAt, id } = await find(ctx, cursor);
  return { createdAt: { lte: createdAt }, OR: [{ createdAt: { lt: createdAt } }, { id: { lt: id } }] };
}

/** One published event. Throws forbidden or not_found. */
export async function getEvent(ctx: Context, input: { id: string }): Promise<ApiEvent> {
  authorize(ctx, "webhooks:read");
  return viewEvent(await find(ctx, input.id));
}

async function find(ctx: Context, id: string): Promise<Event> {
  const row = await db.event.findFirst({ where: { id, organizationId: ctx.organizationId } });
  if (!row || !seesWorkspace(ctx, row.workspaceId)) throw notFound("event");
  return row;
}
