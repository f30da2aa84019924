import { audit } from "@/lib/audit/audit";
import { authorize, type Context } from "@/lib/context";
import { db } from "@/lib/db/client";
import { forgetLiveSecrets } from "@/lib/secrets/signing-secrets";
import { announceDisconnected } from "../announce";
import { lockMcpServer } from "./lock";

/**
 * Ends a connection: its endpoint is 404 from now on, its secrets and token are gone. What came in stays on record for 30
 * days. Throws forbidden or not_found.
 */
export async function disconnectMcpServer(ctx: Context, id: string): Promise<void> {
  authorize(ctx, "organization:manage");
  const row = await db.$transaction(async (tx) => {
    const found = await lockMcpServer(ctx, id, tx);
    await tx.signingSecret.deleteMany({ where: { connectionId: id, organizationId: ctx.organizationId } });
    const data = { disconnectedAt: new Date(), secretsSealed: null, version: { increment: 1 } };
    await tx.connection.updateMany({ where: { id, organizationId: ctx.organizationId }, data });
    const changes = { provider: "mcp" };
    await audit(ctx, { action: "connection.disconnected", targetId: id, targetLabel: found.name, changes }, tx);
    return found;
  });
  forgetLiveSecrets({ connectionId: id });
  await announceDisconnected(row, `${ctx.actor.label} disconnected it.`);
}
