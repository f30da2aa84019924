import { sqlPool } from "@/lib/db/client";
import { deliverDue } from "@/lib/deliveries/send/deliver";
import { flightsEnded } from "@/lib/deliveries/send/flights";
import { healthWritten } from "@/lib/deliveries/send/write-health";

const ENDS_MS = 30_000;

/** Lets the next attempt of deliveries fall due, makes it as the engine would, and waits until all of it is written. */
export async function attemptNow(...ids: string[]): Promise<void> {
  const { rows } = await sqlPool().query<{ id: string; destinationId: string; attempt: number }>(
    `UPDATE deliveries SET due_at = now() - interval '1 second' WHERE id = ANY($1) AND due_at IS NOT NULL
     RETURNING id, destination_id AS "destinationId", attempt_count AS attempt`,
    [ids],
  );
  const due = new Map<number, Record<string, string[]>>();
  for (const { id, destinationId, attempt } of rows) {
    const deliveries = due.get(attempt) ?? {};
    due.set(attempt, { ...deliveries, [destinationId]: [...(deliveries[destinationId] ?? []), id] });
  }
  for (const [attempt, deliveries] of due) await deliverDue({ attempt, deliveries });
  await flightsEnded(ENDS_MS);
  await healthWritten();
}
