import { audit } from "@/lib/audit/audit";
import { clockNow } from "@/lib/clock";
import { authorize, type Context } from "@/lib/context";
import { db } from "@/lib/db/client";
import { cancelOpen } from "@/lib/deliveries/send/cancel-open";
import { Prisma, type Replay } from "@/prisma/generated/client";
import { findReplay } from "./get";
import { lockReplay } from "./lock";
import type { ReplayView } from "./schema";
import { viewReplay } from "./view";

/**
 * Stops a replay: it makes no more deliveries, and those of its own that have not ended are cancelled. One that has
 * nothing left to stop stays as it is. Throws forbidden or not_found.
 */
export async function cancelReplay(ctx: Context, input: { id: string }): Promise<ReplayView> {
  authorize(ctx, "webhooks:write");
  const { id } = await findReplay(ctx, input.id);
  const row = await db.$transaction(async (tx) => {
    const replay = await lockReplay(id, tx);
    const which = Prisma.sql`d.organization_id = ${ctx.organizationId} AND d.replay_id = ${id}`;
    const count = await cancelOpen(tx, which, "Cancelled with its replay.");
    if (replay.status !== "running" && count === 0) return replay;
    await audit(ctx, { action: "replay.cancelled", targetId: id, changes: { cancelled: count } }, tx);
    return tx.replay.update({ where: { id }, data: stopped(replay, `Cancelled by ${ctx.actor.label}.`) });
  });
  return viewReplay(row);
}

/** What a replay becomes when it is stopped before its end. */
export function stopped(replay: Replay, reason: string) {
  return { status: "cancelled", reason, dueAt: null, endedAt: replay.endedAt ?? new Date(clockNow()) };
}
