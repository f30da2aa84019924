import { sqlPool } from "@/lib/db";
import { queueAttempts } from "./queue";

/** Queues what waited while a destination was paused; called when it resumes. Returns how many deliveries go out. */
export async function releaseHeld(input: { organizationId: string; destinationId: string }): Promise<number> {
  const { rows } = await sqlPool().query<{ id: string; attempt: number }>(RELEASE, [
    input.organizationId,
    input.destinationId,
  ]);
  const salt = `resumed-${Date.now()}`;
  await queueAttempts(rows.map(({ id, attempt }) => ({ deliveryId: id, attempt, salt })));
  return rows.length;
}

// Test deliveries have no due time either, and are never sent by anyone but the test itself.
const RELEASE = `
  UPDATE deliveries SET due_at = now()
  WHERE organization_id = $1 AND destination_id = $2 AND status IN ('pending', 'retrying') AND due_at IS NULL
    AND origin <> 'test'
  RETURNING id, attempt_count AS attempt`;
