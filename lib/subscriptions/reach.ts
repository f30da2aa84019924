import type { Context } from "@/lib/context";
import { db } from "@/lib/db/client";
import type { DestinationFilters, EventFilter } from "@/lib/destinations/match";
import type { FieldError } from "@/lib/errors";
import { Prisma } from "@/prisma/generated/client";
import type { EventChoice } from "./schema";

/** Whether the actor may know of a subscription: a key that is restricted to workspaces knows of those that hear of no other. */
export function reaches(ctx: Context, filters: DestinationFilters | null): boolean {
  const { workspaces } = ctx;
  if (workspaces === "all") return true;
  const heard = filters?.all?.workspace_ids ?? [];
  return heard.length > 0 && heard.every((id) => workspaces.includes(id));
}

/** The same of the row `d` of a statement, as it is then. */
export function withinReachSql({ workspaces }: Context): Prisma.Sql[] {
  if (workspaces === "all") return [];
  const heard = Prisma.raw("d.filters -> 'all' -> 'workspace_ids'");
  return [Prisma.sql`${heard} <> '[]'::jsonb AND ${heard} <@ ${JSON.stringify(workspaces)}::jsonb`];
}

/** The filter for all types as it will be stored: a restricted key's subscription hears of the key's workspaces alone. */
export function withinReach(ctx: Context, filter: EventFilter | null): EventFilter | null {
  if (ctx.workspaces === "all" || filter?.workspace_ids?.length) return filter;
  return { ...filter, workspace_ids: [...ctx.workspaces] };
}

/** Workspaces in filters that the actor cannot see, by path. One that does not exist reads the same. One query. */
export async function reachErrors(
  ctx: Context,
  input: { filter?: EventFilter | null | undefined; events?: readonly EventChoice[] | undefined },
): Promise<FieldError[]> {
  const named = [...placesIn("filter", input.filter), ...(input.events ?? []).flatMap(placesInChoice)];
  if (named.length === 0) return [];
  const rows = await db.workspace.findMany({
    where: { organizationId: ctx.organizationId, id: { in: named.map((place) => place.id) } },
    select: { id: true },
  });
  const seen = new Set(
    rows.map((row) => row.id).filter((id) => ctx.workspaces === "all" || ctx.workspaces.includes(id)),
  );
  const message = "This is not a workspace of your key. GET /api/v1/workspaces lists those that are.";
  return named.filter((place) => !seen.has(place.id)).map(({ path }) => ({ path, message }));
}

type Place = { id: string; path: string };

function placesInChoice(choice: EventChoice, index: number): Place[] {
  return typeof choice === "string" ? [] : placesIn(`events[${index}].filter`, choice.filter);
}

function placesIn(path: string, filter: EventFilter | null | undefined): Place[] {
  return (filter?.workspace_ids ?? []).map((id, index) => ({ id, path: `${path}.workspace_ids[${index}]` }));
}
