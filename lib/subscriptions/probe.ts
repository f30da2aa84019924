import { authorize, type Context } from "@/lib/context";
import { probeNow } from "@/lib/deliveries/probe-now";
import { findSubscription } from "./find";
import type { Subscription } from "./schema";
import { viewSubscription } from "./view";

/** Has the next probe of a subscription's open circuit breaker go now. Throws forbidden, not_found, or conflict when it is closed. */
export async function probeSubscription(ctx: Context, input: { id: string }): Promise<Subscription> {
  authorize(ctx, "webhooks:write");
  const { id } = await findSubscription(ctx, input.id);
  await probeNow(ctx, { destinationId: id });
  return viewSubscription(await findSubscription(ctx, id));
}
