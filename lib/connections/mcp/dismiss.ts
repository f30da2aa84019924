import { audit } from "@/lib/audit/audit";
import { authorize, type Context } from "@/lib/context";
import { db } from "@/lib/db/client";
import { lockMcpServer } from "./lock";
import { readConfig } from "./stored";

/** Takes away what a server's page warns of: a person has fixed it, or knows. Throws forbidden or not_found. */
export async function dismissMcpTrouble(ctx: Context, id: string): Promise<void> {
  authorize(ctx, "organization:manage");
  await db.$transaction(async (tx) => {
    const row = await lockMcpServer(ctx, id, tx);
    const { name, reconnectAt, reconnectReason } = row;
    const { gapAt, ...config } = readConfig(row);
    if (!reconnectAt && !gapAt) return;
    const data = { reconnectAt: null, reconnectReason: null, config };
    await tx.connection.updateMany({ where: { id, organizationId: ctx.organizationId }, data });
    const changes = { trouble: reconnectReason ?? "Events were lost on their way." };
    await audit(ctx, { action: "connection.trouble_dismissed", targetId: id, targetLabel: name, changes }, tx);
  });
}
