"use server";

import { runAsViewer } from "@/lib/actions/as-viewer";
import type { ActionResult } from "@/lib/actions/result";
import type { Context } from "@/lib/context";
import { pauseSubscription, resumeSubscription } from "./pause";
import { removeSubscription } from "./remove";
import { endSubscriptionOverlap, rotateSubscriptionSecret } from "./rotate-secret";

// Every action is a public POST endpoint: the viewer is asked for in each; the verb holds the role and parses the input.

export async function pauseSubscriptionAction(subscriptionId: string): Promise<ActionResult<null>> {
  return asViewer((ctx) => pauseSubscription(ctx, { id: String(subscriptionId) }));
}

/** Lets a paused or disabled subscription go on. */
export async function resumeSubscriptionAction(subscriptionId: string): Promise<ActionResult<null>> {
  return asViewer((ctx) => resumeSubscription(ctx, { id: String(subscriptionId) }));
}

export async function removeSubscriptionAction(subscriptionId: string): Promise<ActionResult<null>> {
  return asViewer((ctx) => removeSubscription(ctx, { id: String(subscriptionId) }));
}

export async function endSubscriptionOverlapAction(subscriptionId: string): Promise<ActionResult<null>> {
  return asViewer((ctx) => endSubscriptionOverlap(ctx, { id: String(subscriptionId) }));
}

/** Puts a new secret in place, the caller's own or a new one, and answers with it: the only time that it is shown. */
export async function rotateSubscriptionSecretAction(
  subscriptionId: string,
  rotation: { overlap_seconds: number; secret?: string },
): Promise<ActionResult<{ secret: string }>> {
  return runAsViewer(async ({ ctx }) => {
    const { secret } = await rotateSubscriptionSecret(ctx, String(subscriptionId), rotation);
    return { secret };
  });
}

async function asViewer(verb: (ctx: Context) => Promise<unknown>): Promise<ActionResult<null>> {
  return runAsViewer(async ({ ctx }) => {
    await verb(ctx);
    return null;
  });
}
