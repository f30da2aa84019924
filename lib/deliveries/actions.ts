"use server";

import { z } from "zod";
import { runAsViewer } from "@/lib/actions/as-viewer";
import type { ActionResult } from "@/lib/actions/result";
import { OUTSIDE_MS } from "@/lib/db/deadline";
import { cancelDelivery } from "./cancel";
import { probeNow } from "./probe-now";
import { resendDelivery } from "./resend";
import { retryNow } from "./retry-now";
import { sendTest } from "./test-send";

// Arguments of a server action come from outside, whatever their types say.
const id = z.string().max(64);
const eventTypeName = z.string().max(80).optional();

/** Sends a delivery's event once more, as a new delivery. Answers the new one's id. */
export async function resendDeliveryAction(deliveryId: string): Promise<ActionResult<{ id: string }>> {
  return runAsViewer(async ({ ctx }) => {
    const made = await resendDelivery(ctx, { deliveryId: id.parse(deliveryId) });
    return { id: made.id };
  });
}

/** Makes the next attempt of a delivery that is being retried now. */
export async function retryNowAction(deliveryId: string): Promise<ActionResult<null>> {
  return runAsViewer(async ({ ctx }) => {
    await retryNow(ctx, { deliveryId: id.parse(deliveryId) });
    return null;
  });
}

/** Has the next probe of a destination's open circuit breaker go now. Says whether a delivery waits to be sent as one. */
export async function probeNowAction(destinationId: string): Promise<ActionResult<{ isWaiting: boolean }>> {
  return runAsViewer(({ ctx }) => probeNow(ctx, { destinationId: id.parse(destinationId) }));
}

/** Ends a delivery that has not ended: no further attempt is made. */
export async function cancelDeliveryAction(deliveryId: string): Promise<ActionResult<null>> {
  return runAsViewer(async ({ ctx }) => {
    await cancelDelivery(ctx, { deliveryId: id.parse(deliveryId) });
    return null;
  });
}

/** Sends an example event to a destination and answers what came back, at once. */
export async function sendTestAction(
  destinationId: string,
  eventType?: string,
): Promise<ActionResult<Awaited<ReturnType<typeof sendTest>>>> {
  return runAsViewer(
    async ({ ctx }) => {
      const type = eventTypeName.parse(eventType);
      return sendTest(ctx, { destinationId: id.parse(destinationId), ...(type ? { eventType: type } : {}) });
    },
    { limitMs: OUTSIDE_MS },
  );
}
