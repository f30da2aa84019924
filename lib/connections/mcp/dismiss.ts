import { authorize, type Context } from "@/lib/context";
import { db } from "@/lib/db";
import { audit } from "@/lib/organizations/audit";
import { lockMcpServer } from "./lock";

/** Takes a server off the list of what needs attention: a person has mended it, or knows. Throws forbidden or not_found. */
export async function dismissMcpTrouble(ctx: Context, id: string): Promise<void> {
  authorize(ctx, "organization:manage");
  await db.$transaction(async (tx) => {
    const { name, reconnectAt, reconnectReason } = await lockMcpServer(ctx, id, tx);
    if (!reconnectAt) return;
    const data = { reconnectAt: null, reconnectReason: null };
    await tx.connection.updateMany({ where: { id, organizationId: ctx.organizationId }, data });
    const changes = { trouble: reconnectReason };
    await audit(ctx, { action: "connection.trouble_dismissed", targetId: id, targetLabel: name, changes }, tx);
  });
}
