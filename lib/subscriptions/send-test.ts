import { authorize, type Context } from "@/lib/context";
import { type ApiTestResult, testRequest } from "@/lib/deliveries/log/api-schema";
import { viewTest } from "@/lib/deliveries/log/api-view";
import { sendTest } from "@/lib/deliveries/test-send";
import { parseInput } from "@/lib/validation/parse";
import { findSubscription } from "./find";

/**
 * Sends an event type's example to a subscription now and answers with what its receiver said. `input` is untrusted.
 * Throws invalid, forbidden, not_found or rate_limited (20 a minute).
 */
export async function testSubscription(ctx: Context, id: string, input: unknown): Promise<ApiTestResult> {
  authorize(ctx, "webhooks:write");
  const { event_type: eventType } = parseInput(testRequest, input);
  const { id: destinationId } = await findSubscription(ctx, id);
  return viewTest(await sendTest(ctx, { destinationId, eventType }));
}
