import { audit } from "@/lib/audit/audit";
import { authorize, type Context } from "@/lib/context";
import { db } from "@/lib/db/client";
import { cancelled } from "@/lib/deliveries/send/cancel-open";
import type { Replay } from "@/prisma/generated/client";
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
    const { count } = await tx.delivery.updateMany({
      where: { organizationId: ctx.organizationId, replayId: id, status: { in: ["pending", "retrying"] } },
      data: cancelled("Cancelled with its replay."),
    });
    if (replay.status !== "running" && count === 0) return replay;
    await audit(ctx, { action: "replay.cancelled", targetId: id, changes: { cancelled: count } }, tx);
    return tx.replay.update({ where: { id }, data: stopped(replay, `Cancelled by ${ctx.actor.label}.`) });
  });
  return viewReplay(row);
}

/** What a replay becomes when it is stopped before its end. */
export function stopped(replay: Replay, reason: string) {
  return { status: "cancelled", reason, dueAt: null, endedAt: replay.endedAt ?? new Date() };
}
