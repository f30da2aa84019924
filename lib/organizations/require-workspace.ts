import { type Context, seesWorkspace } from "@/lib/context";
import { db } from "@/lib/db/client";
import { notFound } from "@/lib/errors";

/** A workspace's name. Throws `not_found` unless it is the actor's organization's and visible to it. */
export async function requireWorkspace(ctx: Context, workspaceId: string): Promise<{ name: string }> {
  const found = seesWorkspace(ctx, workspaceId)
    ? await db.workspace.findFirst({
        where: { id: workspaceId, organizationId: ctx.organizationId },
        select: { name: true },
      })
    : null;
  if (!found) throw notFound("workspace");
  return found;
}
