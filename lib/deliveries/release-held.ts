import { sqlPool } from "@/lib/db/client";
import { queueAttempts } from "./queue/queue";

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

/** Queues what waits for its turn at a limited destination; called when the limit changes, which gives new turns. */
export async function releaseWaiting(input: { organizationId: string; destinationId: string }): Promise<number> {
  const { rows } = await sqlPool().query<{ id: string; attempt: number }>(RELEASE_WAITING, [
    input.organizationId,
    input.destinationId,
  ]);
  const salt = `repaced-${Date.now()}`;
  await queueAttempts(rows.map(({ id, attempt }) => ({ deliveryId: id, attempt, salt })));
  return rows.length;
}

// A first attempt has no other reason to be due later. The turns that were promised are forgotten.
const RELEASE_WAITING = `
  WITH destination AS (
    UPDATE destinations SET next_slot_at = NULL WHERE organization_id = $1 AND id = $2 RETURNING id
  )
  UPDATE deliveries d SET due_at = now() FROM destination x
  WHERE d.destination_id = x.id AND d.status = 'pending' AND d.attempt_count = 0 AND d.due_at > now()
  RETURNING d.id, d.attempt_count AS attempt`;
