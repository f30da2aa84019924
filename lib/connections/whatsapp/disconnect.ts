import { audit } from "@/lib/audit/audit";
import { authorize, type Context } from "@/lib/context";
import { db } from "@/lib/db/client";
import { notFound } from "@/lib/errors";
import { announceDisconnected } from "../announce";
import { connectionScope, findConnection } from "../find";

/** Ends a number's link: what comes to it later is ignored, and it can be linked elsewhere. Throws forbidden or not_found. */
export async function disconnectWhatsappNumber(ctx: Context, id: string): Promise<void> {
  authorize(ctx, "organization:manage");
  const connection = await findConnection(ctx, id, ["whatsapp"]);
  await db.$transaction(async (tx) => {
    const { count } = await tx.connection.updateMany({
      where: { ...connectionScope(ctx), id },
      data: { disconnectedAt: new Date() },
    });
    if (count === 0) throw notFound("connection");
    await audit(ctx, { action: "connection.disconnected", targetId: id, targetLabel: connection.name }, tx);
  });
  await announceDisconnected(connection, `${ctx.actor.label} disconnected it.`);
}
