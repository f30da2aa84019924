"use server";

import { z } from "zod";
import { type ActionResult, runAction } from "@/lib/actions/result";
import { requireViewer } from "@/lib/actions/viewer";
import { cancelDelivery } from "./cancel";
import { resendDelivery } from "./resend";
import { retryNow } from "./retry-now";
import { sendTest } from "./test-send";

// Arguments of a server action come from outside, whatever their types say.
const id = z.string().max(64);
const eventTypeName = z.string().max(80).optional();

/** Sends a delivery's event once more, as a new delivery. Answers the new one's id. */
export async function resendDeliveryAction(deliveryId: string): Promise<ActionResult<{ id: string }>> {
  return runAction(async () => {
    const made = await resendDelivery((await requireViewer()).ctx, { deliveryId: id.parse(deliveryId) });
    return { id: made.id };
  });
}

/** Makes the next attempt of a delivery that is being retried now. */
export async function retryNowAction(deliveryId: string): Promise<ActionResult<null>> {
  return runAction(async () => {
    await retryNow((await requireViewer()).ctx, { deliveryId: id.parse(deliveryId) });
    return null;
  });
}

/** Ends a delivery that has not ended: no further attempt is made. */
export async function cancelDeliveryAction(deliveryId: string): Promise<ActionResult<null>> {
  return runAction(async () => {
    await cancelDelivery((await requireViewer()).ctx, { deliveryId: id.parse(deliveryId) });
    return null;
  });
}

/** Sends an example event to a destination and answers what came back, at once. */
export async function sendTestAction(
  destinationId: string,
  eventType?: string,
): Promise<ActionResult<Awaited<ReturnType<typeof sendTest>>>> {
  return runAction(async () => {
    const { ctx } = await requireViewer();
    const type = eventTypeName.parse(eventType);
    return sendTest(ctx, { destinationId: id.parse(destinationId), ...(type ? { eventType: type } : {}) });
  });
}
