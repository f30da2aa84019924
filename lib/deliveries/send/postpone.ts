import { sqlPool } from "@/lib/db/client";
import { queueAttempts } from "@/lib/deliveries/queue/queue";
import type { Claimed } from "./claim";

/** Gives a claimed delivery back, to be attempted after `ms`. No attempt was made, and none is counted. */
export async function postpone(delivery: Pick<Claimed, "id" | "attemptCount">, ms: number): Promise<void> {
  const dueAt = new Date(Date.now() + ms);
  await sqlPool().query("UPDATE deliveries SET leased_until = NULL, due_at = $2 WHERE id = $1", [delivery.id, dueAt]);
  const salt = `postponed-${dueAt.getTime()}`;
  await queueAttempts([{ deliveryId: delivery.id, attempt: delivery.attemptCount, dueAt, salt }]);
}
