import { workPool } from "@/lib/db/client";
import { wakeDestinations } from "./queue/queue";

/** Has what waited while a destination was paused sent; called when it resumes. */
export async function releaseHeld(input: { organizationId: string; destinationId: string }): Promise<void> {
  await wakeDestinations([input.destinationId]);
}

/** Has what waits for its turn at a limited destination sent by its new limit; called when that changes. */
export async function releaseWaiting(input: { organizationId: string; destinationId: string }): Promise<void> {
  await workPool().query("UPDATE destinations SET paced_until = NULL WHERE organization_id = $1 AND id = $2", [
    input.organizationId,
    input.destinationId,
  ]);
  await wakeDestinations([input.destinationId]);
}
