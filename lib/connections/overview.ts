import { authorize, type Context } from "@/lib/context";
import { db } from "@/lib/db/client";
import { connectionScope } from "./find";

/** How many accounts and servers a workspace is linked to, and how many of them somebody has to connect anew. */
export async function connectionOverview(
  ctx: Context,
  { workspaceId }: { workspaceId: string },
): Promise<{ total: number; attention: number }> {
  authorize(ctx, "webhooks:read");
  const where = { ...connectionScope(ctx), AND: { workspaceId } };
  const [total, attention] = await Promise.all([
    db.connection.count({ where }),
    db.connection.count({ where: { ...where, reconnectAt: { not: null } } }),
  ]);
  return { total, attention };
}
