import { workDb } from "@/lib/db/client";
import { Prisma } from "@/prisma/generated/client";

type Sql = Pick<Prisma.TransactionClient, "$executeRaw">;

const REASONS = {
  disabled: "Not sent: its destination was disabled. Enable it, then resend.",
  deleted: "Not sent: its destination was deleted.",
};

/**
 * Cancels those of some deliveries that have not ended, in the order of their ids, `d` being the delivery. An attempt that
 * is under way still ends on record, and when it delivers the delivery counts as delivered. Returns how many.
 */
export async function cancelOpen(sql: Sql, which: Prisma.Sql, reason: string): Promise<number> {
  return sql.$executeRaw`
    WITH open AS MATERIALIZED (
      SELECT d.id FROM deliveries d WHERE ${which} AND d.status IN ('pending', 'retrying') ORDER BY d.id FOR UPDATE
    )
    UPDATE deliveries d SET status = 'cancelled', summary = ${reason}, due_at = NULL, ended_at = now()
    FROM open WHERE d.id = open.id`;
}

/** Cancels everything that is still to be sent to a destination. Returns how many. */
export function cancelPendingOf(
  input: { organizationId: string; destinationId: string; reason: string },
  sql: Sql = workDb,
): Promise<number> {
  const { organizationId, destinationId, reason } = input;
  const which = Prisma.sql`d.destination_id = ${destinationId} AND d.organization_id = ${organizationId}`;
  return cancelOpen(sql, which, reason);
}

/** Cancels what was stored for a destination while it was disabled or deleted: whoever looks at the destination finds it. */
export function cancelLeftOver(destinationId: string, state: keyof typeof REASONS): Promise<number> {
  const which = Prisma.sql`d.destination_id = ${destinationId} AND d.origin <> 'test'`;
  return cancelOpen(workDb, which, REASONS[state]);
}
