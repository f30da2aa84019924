"use server";

import { revalidatePath } from "next/cache";
import { type ActionResult, runAction } from "@/lib/actions/result";
import { requireViewer } from "@/lib/actions/viewer";
import { openPortal } from "./portal";
import type { ThresholdInput } from "./schema";
import { setThreshold } from "./threshold";

// Every action is a public POST endpoint: the viewer is asked for in each; the verb holds the role and parses the input.

export async function setThresholdAction(input: ThresholdInput): Promise<ActionResult<void>> {
  const { ctx } = await requireViewer();
  const result = await runAction(() => setThreshold(ctx, input));
  if (result.ok) revalidatePath("/settings/organization/billing");
  return result;
}

/** Answers with the address of Stripe's portal, made for this visit. */
export async function openPortalAction(): Promise<ActionResult<{ url: string }>> {
  const { ctx } = await requireViewer();
  return runAction(() => openPortal(ctx));
}
