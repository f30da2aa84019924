import type { Context } from "@/lib/context";
import { db } from "@/lib/db/client";
import { notFound } from "@/lib/errors";
import { Prisma } from "@/prisma/generated/client";

type Seen = Pick<Context, "organizationId" | "workspaces">;

/**
 * The oldest workspace of an organization that the actor may see. What belongs to a whole organization publishes its
 * events there, for an event always has a workspace. Throws `not_found` where there is none.
 */
export async function firstWorkspace(ctx: Seen): Promise<string> {
  const [row] = await db.$queryRaw<{ id: string }[]>(selectFirstWorkspace(ctx));
  if (!row) throw notFound("workspace");
  return row.id;
}

/** The same as a SELECT of its `id`, for a statement that needs it on the way. */
export function selectFirstWorkspace({ organizationId, workspaces }: Seen): Prisma.Sql {
  const seen = workspaces === "all" ? Prisma.empty : Prisma.sql`AND id = ANY(${[...workspaces]})`;
  return Prisma.sql`SELECT id FROM workspaces WHERE organization_id = ${organizationId} ${seen} ORDER BY id LIMIT 1`;
}
