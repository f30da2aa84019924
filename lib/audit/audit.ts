import type { Context } from "@/lib/context";
import { db } from "@/lib/db/client";
import { newId } from "@/lib/ids";
import { Prisma } from "@/prisma/generated/client";

/** The action of the audit entries that count requests. */
export const REQUESTED = "api.requested";

export type AuditInput = {
  /** noun.verb in the past: "bridge.created", "secret.revealed". */
  action: string;
  targetId?: string | undefined;
  /** What a reader knows the target by. */
  targetLabel?: string | undefined;
  /** Names of what changed, with values; a secret's value reads "changed". */
  changes?: Prisma.InputJsonObject | undefined;
};

/** Records who did what. Give the transaction of the change itself, so that neither is there without the other. */
export async function audit(ctx: Context, input: AuditInput, tx: Prisma.TransactionClient = db): Promise<void> {
  const { action, targetId, targetLabel, changes } = input;
  await tx.auditEntry.create({
    data: {
      id: newId("audit"),
      organizationId: ctx.organizationId,
      actorType: ctx.actor.type,
      actorId: ctx.actor.id,
      actorLabel: ctx.actor.label,
      action,
      targetId: targetId ?? null,
      targetLabel: targetLabel ?? null,
      ...(changes === undefined ? {} : { changes }),
      ipAddress: ctx.ipAddress ?? null,
    },
  });
}

/**
 * The same as a part of the statement that makes the change: an entry for the row that `source` selects, by its `id` and
 * `name`, and none where it selects none.
 */
export function auditInsert(
  ctx: Context,
  { action, changes }: Pick<AuditInput, "action" | "changes">,
  source: Prisma.Sql,
): Prisma.Sql {
  const { type, id, label } = ctx.actor;
  const json = changes === undefined ? null : JSON.stringify(changes);
  return Prisma.sql`
    INSERT INTO audit_entries (id, organization_id, actor_type, actor_id, actor_label, action, target_id, target_label,
      changes, ip_address)
    SELECT ${newId("audit")}, ${ctx.organizationId}, ${type}, ${id}, ${label}, ${action}, target.id, target.name,
      ${json}::jsonb, ${ctx.ipAddress ?? null}
    FROM (${source}) target`;
}
