import { db } from "@/lib/db/client";

/** The states of a delivery that has not ended. */
export const OPEN = { in: ["pending", "retrying"] };

/** Cancels everything that is still to be sent to a destination. Returns how many. */
export async function cancelPendingOf(input: {
  organizationId: string;
  destinationId: string;
  reason: string;
}): Promise<number> {
  const { organizationId, destinationId, reason } = input;
  const { count } = await db.delivery.updateMany({
    where: { organizationId, destinationId, status: OPEN },
    data: cancelled(reason),
  });
  return count;
}

/** What a delivery becomes when it is cancelled. */
export function cancelled(summary: string) {
  return { status: "cancelled", summary, dueAt: null, endedAt: new Date() };
}
